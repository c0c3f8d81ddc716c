// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** TLS 1.3 with the SM suite (RFC 8998) over a socket. */
final class SmWire implements Wire {
  private final TlsTrust trust;
  private final ServerCheck check;
  private final SecureRandom random = new SecureRandom();

  SmWire(TlsTrust trust) throws GeneralSecurityException {
    this.trust = trust;
    this.check = ServerCheck.sm(trust, PeerPath.Use.SERVER);
  }

  @Override
  public Socket wrap(Socket connected, String host) throws IOException {
    TlsClientProtocol protocol =
        new TlsClientProtocol(connected.getInputStream(), connected.getOutputStream());
    SmPeer peer = new SmPeer(new BcTlsCrypto(random), HostName.of(host), check, trust.identity());
    protocol.connect(peer);
    return new TlsSocket(
        new TlsSocket.Streams(
            protocol.getInputStream(), protocol.getOutputStream(), protocol::close),
        connected);
  }
}
