// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.penseal.trust.tlcp.PeerCheck;

/**
 * Whether both certificates of a TLCP server are believed: each for itself, with a path, valid now
 * and for this host.
 *
 * @param signing of the signature certificate
 * @param encryption of the encryption certificate
 */
record DualCheck(ServerCheck signing, ServerCheck encryption) {
  static DualCheck of(TlsTrust trust) throws GeneralSecurityException {
    return new DualCheck(
        ServerCheck.sm(trust, PeerPath.Use.SERVER),
        ServerCheck.sm(trust, PeerPath.Use.SERVER_ENCRYPTION));
  }

  PeerCheck of(HostName host) {
    return shown -> {
      signing.require(shown.signingChain().toArray(X509Certificate[]::new), "", host);
      encryption.require(shown.encryptionChain().toArray(X509Certificate[]::new), "", host);
    };
  }
}
