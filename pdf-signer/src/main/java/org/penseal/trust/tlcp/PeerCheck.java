// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.cert.CertificateException;

/** Whether a peer is believed. May be asked by several threads at once. */
@FunctionalInterface
public interface PeerCheck {
  /**
   * Checks; that the keys are SM2 keys and may sign and be encrypted to has been looked at.
   *
   * @throws CertificateException if it is not believed
   */
  void require(PeerCertificates shown) throws CertificateException;
}
