// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which services are believed, as whom this program speaks to them, and by which way.
 *
 * @param anchors roots, or certificates of servers; empty for those of the JDK
 * @param identity client certificate for services that request one; null for none
 * @param proxy between this program and the services; null if there is none
 * @param revocation who tells whether certificates of services were revoked; empty if that is not
 *     looked at
 */
public record TlsTrust(
    List<X509Certificate> anchors,
    @Nullable TlsIdentity identity,
    @Nullable HttpProxy proxy,
    Optional<PeerPath.Rule> revocation) {
  /** Copies the list. */
  public TlsTrust {
    anchors = List.copyOf(anchors);
  }

  /** Without a proxy; revocation is not looked at. */
  public TlsTrust(List<X509Certificate> anchors, @Nullable TlsIdentity identity) {
    this(anchors, identity, null, Optional.empty());
  }

  /** The same by way of a proxy, or of none. */
  public TlsTrust through(@Nullable HttpProxy other) {
    return new TlsTrust(anchors, identity, other, revocation);
  }

  /** The root certificates of the JDK, without a client certificate. */
  public static TlsTrust system() {
    return new TlsTrust(List.of(), null);
  }
}
