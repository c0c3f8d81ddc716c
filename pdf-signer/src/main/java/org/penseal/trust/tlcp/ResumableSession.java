// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.time.Instant;
import java.util.Optional;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * What is kept for a resumption (GB/T 38636-2020, 6.4.3).
 *
 * @param id chosen by the server
 * @param suite that was agreed
 * @param master the master secret
 * @param peer whom it was agreed with; empty for a client that was not asked
 * @param until from then on it is not resumed
 */
record ResumableSession(
    Octets id, TlcpSuite suite, Octets master, Optional<PeerCertificates> peer, Instant until) {

  /** No secret. */
  @Override
  public String toString() {
    return "ResumableSession[" + id.hex() + "]";
  }
}
