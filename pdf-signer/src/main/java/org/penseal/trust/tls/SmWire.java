// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tls.key.SmSigner;

/** TLS 1.3 with the SM suite (RFC 8998) over a socket. */
final class SmWire implements Wire {
  private final ServerCheck check;
  private final @Nullable SmSigner signer;
  private final SecureRandom random = new SecureRandom();

  SmWire(TlsTrust trust) throws GeneralSecurityException {
    this.check = ServerCheck.sm(trust, PeerPath.Use.SERVER);
    this.signer = signer(trust.identity());
  }

  // A key of another kind is for services of the other kinds.
  private static @Nullable SmSigner signer(@Nullable TlsIdentity identity)
      throws InvalidKeyException {
    return identity == null || !identity.isSm2()
        ? null
        : SmSigner.of(identity.key(), identity.chain());
  }

  @Override
  public Socket wrap(Socket connected, String host) throws IOException {
    TlsClientProtocol protocol =
        new TlsClientProtocol(connected.getInputStream(), connected.getOutputStream());
    SmPeer peer = new SmPeer(new BcTlsCrypto(random), HostName.of(host), check, signer);
    protocol.connect(peer);
    return new TlsSocket(
        new TlsSocket.Streams(
            protocol.getInputStream(), protocol.getOutputStream(), protocol::close),
        connected,
        peer.askedForKey());
  }
}
