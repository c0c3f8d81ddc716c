// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which clients are asked for.
 *
 * @param anchors roots, or certificates of clients; at least one
 * @param required whether one that shows nothing is refused
 */
public record ClientTrust(List<X509Certificate> anchors, boolean required) {
  /** Copies the list. */
  public ClientTrust {
    anchors = List.copyOf(anchors);
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("nobody would be believed");
    }
  }
}
