// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.penseal.trust.tls.PeerPath;

/**
 * Which clients are asked for.
 *
 * @param anchors roots, or certificates of clients; at least one
 * @param required whether one that shows nothing is refused
 * @param revocation who tells whether their certificates were revoked; empty if that is not looked
 *     at
 */
public record ClientTrust(
    List<X509Certificate> anchors, boolean required, Optional<PeerPath.Rule> revocation) {
  /** Revocation is not looked at. */
  public ClientTrust(List<X509Certificate> anchors, boolean required) {
    this(anchors, required, Optional.empty());
  }

  PeerPath path() {
    return new PeerPath(anchors, revocation);
  }

  /** Copies the list. */
  public ClientTrust {
    anchors = List.copyOf(anchors);
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("nobody would be believed");
    }
  }
}
