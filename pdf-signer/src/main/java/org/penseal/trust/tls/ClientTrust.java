// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which clients a server lets in.
 *
 * @param anchors roots of their certificates; empty if clients are not asked for one
 * @param needed whether a client without a certificate is turned away in the handshake
 */
public record ClientTrust(List<X509Certificate> anchors, boolean needed) {
  /** Copies the list. */
  public ClientTrust {
    anchors = List.copyOf(anchors);
  }

  /** Clients are not asked for a certificate. */
  public static ClientTrust nobody() {
    return new ClientTrust(List.of(), false);
  }

  /** Whether clients are asked for a certificate. */
  public boolean asked() {
    return !anchors.isEmpty();
  }
}
