// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** TLS 1.3 with the SM suite (RFC 8998) and nothing else, the server's side. */
public final class SmServerTls implements ServerWire {
  private final TlsIdentity identity;
  private final ClientTrust clients;
  private final SecureRandom random = new SecureRandom();

  /**
   * A server.
   *
   * @param identity its SM2 key
   */
  public SmServerTls(TlsIdentity identity, ClientTrust clients) {
    this.identity = identity;
    this.clients = clients;
  }

  @Override
  public Accepted accept(Socket connected) throws IOException {
    TlsServerProtocol protocol =
        new TlsServerProtocol(connected.getInputStream(), connected.getOutputStream());
    SmServerSide side = new SmServerSide(new BcTlsCrypto(random), identity, clients);
    protocol.accept(side);
    return new Accepted(new TlsSocket(protocol, connected), side.client());
  }
}
