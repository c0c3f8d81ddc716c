// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.net.Socket;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.penseal.trust.tlcp.TimedInput;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsSocket;
import org.penseal.trust.tls.key.SmSigner;

/** TLS 1.3 with the SM suite (RFC 8998) over accepted sockets, with an SM2 certificate. */
public final class SmServerWire implements ServerWire {
  private final SmSigner signer;
  private final Optional<ClientTrust> clients;
  private final Duration flight;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clients empty if nobody is asked who he is
   * @param flight the longest time for the whole handshake
   * @throws InvalidKeyException if the key cannot be used
   */
  public SmServerWire(TlsIdentity identity, Optional<ClientTrust> clients, Duration flight)
      throws InvalidKeyException {
    this.clients = clients;
    this.flight = flight;
    this.signer = SmSigner.of(identity.key(), identity.chain());
  }

  @Override
  public Accepted accept(Socket socket) throws IOException {
    TimedInput timed = new TimedInput(socket, flight);
    TlsServerProtocol protocol = new TlsServerProtocol(timed, socket.getOutputStream());
    SmServerSide side = new SmServerSide(new BcTlsCrypto(random), signer, clients);
    try {
      protocol.accept(side);
    } catch (RuntimeException e) {
      throw new IOException("the handshake failed", e);
    }
    timed.end();
    return new Accepted(
        new TlsSocket(
            new TlsSocket.Streams(
                protocol.getInputStream(), protocol.getOutputStream(), protocol::close),
            socket),
        Protocol.SM,
        side.client());
  }
}
