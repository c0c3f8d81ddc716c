// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What is demanded of a path beyond that there is one: that nothing of it was revoked. */
@FunctionalInterface
public interface PathRule {
  /**
   * Demands it.
   *
   * @param path that was built: the certificate in question first, the root last
   * @throws CertPathValidatorException with the reason REVOKED, also for one on hold, or
   *     UNDETERMINED_REVOCATION_STATUS if nobody knows and somebody must
   */
  void require(List<X509Certificate> path) throws CertPathValidatorException;
}
