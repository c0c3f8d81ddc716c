// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.penseal.trust.tlcp.PeerCertificates;
import org.penseal.trust.tlcp.PeerCheck;
import org.penseal.trust.tlcp.TlcpConnection;
import org.penseal.trust.tlcp.TlcpIdentity;
import org.penseal.trust.tlcp.TlcpServer;
import org.penseal.trust.tls.PeerPath;
import org.penseal.trust.tls.TlsSocket;

/** TLCP over accepted sockets. */
public final class TlcpServerWire implements ServerWire {
  private final TlcpServer server;
  private final Duration flight;

  /**
   * @param clients empty if nobody is asked who he is
   * @param flight the longest time for each flight of a client
   */
  public TlcpServerWire(TlcpIdentity identity, Optional<ClientTrust> clients, Duration flight) {
    this.server =
        new TlcpServer(
            identity,
            clients.map(
                each ->
                    new TlcpServer.Clients(check(each.path()), each.anchors(), each.required())));
    this.flight = flight;
  }

  private static PeerCheck check(PeerPath path) {
    return shown -> {
      try {
        path.require(shown.signingChain(), PeerPath.Use.CLIENT);
        if (shown.encryption().isPresent()) {
          path.require(shown.encryptionChain(), PeerPath.Use.CLIENT_ENCRYPTION);
        }
      } catch (GeneralSecurityException | RuntimeException e) {
        throw new CertificateException("a client that is not believed", e);
      }
    };
  }

  @Override
  public Accepted accept(Socket socket) throws IOException {
    TlcpConnection connection = server.accept(socket, flight);
    return new Accepted(
        new TlsSocket(
            new TlsSocket.Streams(connection.input(), connection.output(), connection::close),
            socket),
        Protocol.TLCP,
        connection.peer().map(PeerCertificates::signingChain).orElse(List.of()));
  }
}
