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
import org.penseal.trust.tlcp.Recorded;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.OrdinaryServerWire;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.SmServerWire;

/** A server hangs up right after the handshake, so fast that its alert is lost. */
@Tag("slow")
class HungUpTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  @TempDir Path folder;
  private TlsIdentity site;
  private String scheme = "https";

  @BeforeEach
  void make() throws Exception {
    site = site(OpensslKey.curve("P-256"));
  }

  private TlsIdentity site(List<String> kind) throws Exception {
    OpensslKey made =
        OpensslKey.make(folder, kind, List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    return new TlsIdentity(made.read().key(), made.read().chain());
  }

  private void overSm() throws Exception {
    site =
        new TlsIdentity(
            Recorded.key("server-sign"),
            List.of(Recorded.certificate("server-sign"), Recorded.certificate("ca")));
    scheme = "sm+https";
  }

  private void ask(Optional<ClientTrust> clients, Optional<String> answer) throws Exception {
    ServerWire wire =
        scheme.equals("https")
            ? new OrdinaryServerWire(site, clients, TIME)
            : new SmServerWire(site, clients, TIME);
    TlsTrust trust = new TlsTrust(List.of(site.chain().getLast()), null);
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        HttpExchange http = new HttpExchange(TIME, trust)) {
      Thread.ofVirtual().start(() -> hangUp(listening, wire, answer));
      http.get(URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + "/"));
    }
  }

  private static void hangUp(ServerSocket listening, ServerWire wire, Optional<String> answer) {
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
    List<X509Certificate> anchors = List.of(site.chain().getLast());
    return Optional.of(new ClientTrust(anchors, false));
  }

  @Test
  void serverThatAskedForACertificateRefusesOurs() {
    ServiceException.TlsFailed refused =
        assertThrows(ServiceException.TlsFailed.class, () -> ask(clients(), Optional.empty()));
    assertEquals("certificate_required", refused.alert);
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

  @Test
  void theSameOverTlsWithTheSmSuite() throws Exception {
    overSm();
    serverThatAskedForACertificateRefusesOurs();
    serverThatAskedForNothingIsGone();
    answerThatIsCutIsNoRefusal();
  }
}
