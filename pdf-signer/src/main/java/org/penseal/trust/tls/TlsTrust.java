// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which services are believed, and as whom this program speaks to them.
 *
 * @param anchors roots, or certificates of servers; empty for those of the JDK
 * @param identity shown where a service asks for it; null for nobody
 * @param revocation who tells whether certificates of services were revoked; empty if that is not
 *     looked at
 */
public record TlsTrust(
    List<X509Certificate> anchors, @Nullable TlsIdentity identity, Optional<PathRule> revocation) {
  /** Copies the list. */
  public TlsTrust {
    anchors = List.copyOf(anchors);
  }

  /** Revocation is not looked at. */
  public TlsTrust(List<X509Certificate> anchors, @Nullable TlsIdentity identity) {
    this(anchors, identity, Optional.empty());
  }

  /** The JDK's roots, nobody. */
  public static TlsTrust system() {
    return new TlsTrust(List.of(), null);
  }
}
