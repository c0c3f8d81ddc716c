// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.OpensslKey;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.OrdinaryServerWire;

/** A server hangs up right after the handshake, so fast that its alert is lost. */
@Tag("slow")
class HungUpTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  @TempDir Path folder;
  private TlsIdentity site;

  @BeforeEach
  void make() throws Exception {
    OpensslKey made =
        OpensslKey.make(
            folder, OpensslKey.curve("P-256"), List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    site = new TlsIdentity(made.read().key(), made.read().chain());
  }

  private void ask(Optional<ClientTrust> clients, Optional<String> answer) throws Exception {
    OrdinaryServerWire wire = new OrdinaryServerWire(site, clients, TIME);
    TlsTrust trust = new TlsTrust(List.of(site.chain().getFirst()), null);
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        HttpExchange http = new HttpExchange(TIME, trust)) {
      Thread.ofVirtual().start(() -> hangUp(listening, wire, answer));
      http.get(URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/"));
    }
  }

  private static void hangUp(
      ServerSocket listening, OrdinaryServerWire wire, Optional<String> answer) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        socket.setSoTimeout(20_000);
        Socket secure = wire.accept(socket).socket();
        if (answer.isPresent()) {
          secure.getInputStream().read();
          secure.getOutputStream().write(answer.get().getBytes(StandardCharsets.US_ASCII));
        } else {
          socket.setSoLinger(true, 0);
        }
      } catch (IOException e) {
        // The client has gone, or the listener.
      }
    }
  }

  private Optional<ClientTrust> clients() {
    List<X509Certificate> anchors = List.of(site.chain().getFirst());
    return Optional.of(new ClientTrust(anchors, false));
  }

  @Test
  void serverThatAskedForACertificateRefusesOurs() {
    ServiceException.TlsFailed refused =
        assertThrows(ServiceException.TlsFailed.class, () -> ask(clients(), Optional.empty()));
    assertEquals("certificate_required", refused.reason);
  }

  @Test
  void serverThatAskedForNothingIsGone() {
    assertThrows(IOException.class, () -> ask(Optional.empty(), Optional.empty()));
  }

  @Test
  void answerThatIsCutIsNoRefusal() {
    Optional<String> cut = Optional.of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc");
    assertThrows(IOException.class, () -> ask(clients(), cut));
  }
}
