// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.OpensslKey;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tlcp.Recorded;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tongsuo.Tongsuo;

/** A listener's protocols, spoken by our clients, the JDK's and Tongsuo's. */
@Tag("slow")
class ServerWireTest {
  @TempDir Path folder;

  private static TlsIdentity identity(String side) throws Exception {
    return new TlsIdentity(
        Recorded.key(side + "-sign"),
        List.of(Recorded.certificate(side + "-sign"), Recorded.certificate("ca")),
        new TlsIdentity.Encryption(
            Recorded.key(side + "-enc"), Recorded.certificate(side + "-enc")));
  }

  private static TlsTrust trust(@Nullable TlsIdentity own) throws Exception {
    return new TlsTrust(List.of(Recorded.certificate("ca")), own);
  }

  private static Optional<ClientTrust> asking() throws Exception {
    return Optional.of(new ClientTrust(List.of(Recorded.certificate("ca")), true));
  }

  private OpensslKey ordinary() throws Exception {
    return OpensslKey.make(
        folder,
        OpensslKey.curve("P-256"),
        List.of("-addext", "subjectAltName=DNS:localhost", "-addext", "keyUsage=digitalSignature"));
  }

  private static ServerWire all(OpensslKey ordinary) throws Exception {
    TlsIdentity sm = identity("server");
    TlsIdentity other = new TlsIdentity(ordinary.read().key(), ordinary.read().chain());
    return new ChoosingServerWire(
        Map.of(
            ServerWire.Protocol.TLCP,
            new TlcpServerWire(sm.tlcp(), Optional.empty(), ServerWire.FLIGHT),
            ServerWire.Protocol.SM,
            new SmServerWire(sm, Optional.empty(), ServerWire.FLIGHT),
            ServerWire.Protocol.ORDINARY,
            new OrdinaryServerWire(other, Optional.empty(), ServerWire.FLIGHT)),
        ServerWire.FLIGHT);
  }

  @Test
  void oneAddressSpeaksAllThreeByWhatTheClientOffers() throws Exception {
    OpensslKey ordinary = ordinary();
    try (Listener listener = Listener.start(all(ordinary))) {
      for (var each :
          Map.of("tlcp+https", "TLCP", "sm+https", "SM", "https", "ORDINARY").entrySet()) {
        X509Certificate anchor =
            each.getKey().equals("https")
                ? ordinary.read().chain().getFirst()
                : Recorded.certificate("ca");
        URI uri = URI.create(each.getKey() + "://localhost:" + listener.port() + "/x");
        HttpExchange http =
            new HttpExchange(Duration.ofSeconds(60), new TlsTrust(List.of(anchor), null));
        assertEquals(
            "GET /x HTTP/1.1",
            new String(http.get(uri).body(), StandardCharsets.US_ASCII),
            listener.seen::toString);
        assertEquals(each.getValue() + " nobody", listener.seen.poll(60, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void protocolThatIsNotSetUpIsNotSpoken() throws Exception {
    OpensslKey key = ordinary();
    TlsIdentity own = new TlsIdentity(key.read().key(), key.read().chain());
    ServerWire only =
        new ChoosingServerWire(
            Map.of(
                ServerWire.Protocol.ORDINARY,
                new OrdinaryServerWire(own, Optional.empty(), ServerWire.FLIGHT)),
            ServerWire.FLIGHT);
    try (Listener listener = Listener.start(only)) {
      URI uri = URI.create("tlcp+https://localhost:" + listener.port() + "/");
      HttpExchange http = new HttpExchange(Duration.ofSeconds(60), trust(null));
      assertThrows(IOException.class, () -> http.get(uri));
      String seen = String.valueOf(listener.seen.poll(60, TimeUnit.SECONDS));
      assertTrue(seen.contains("not set up"), seen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HTTP/1.1\r\n\r\n", "\u0016\u0001\u0001\u0000\u0005abc"})
  void whatIsNoClientOfTlsEndsInTime(String bytes) throws Exception {
    ServerWire wire =
        new ChoosingServerWire(
            Map.of(
                ServerWire.Protocol.TLCP,
                new TlcpServerWire(
                    identity("server").tlcp(), Optional.empty(), Duration.ofMillis(300))),
            Duration.ofMillis(300));
    try (Listener listener = Listener.start(wire);
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), listener.port())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      String seen = String.valueOf(listener.seen.poll(60, TimeUnit.SECONDS));
      assertTrue(seen.startsWith("failed"), seen);
    }
  }

  @Test
  void clientThatTricklesItsHelloEndsInTime() throws Exception {
    ServerWire wire =
        new TlcpServerWire(identity("server").tlcp(), Optional.empty(), Duration.ofMillis(400));
    byte[] hello = Recorded.of("ecc-gcm-noticket").records().getFirst().record();
    try (Listener listener = Listener.start(wire);
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), listener.port())) {
      String seen = null;
      for (int i = 0; seen == null && i < hello.length; i++) {
        socket.getOutputStream().write(hello[i]);
        seen = listener.seen.poll(50, TimeUnit.MILLISECONDS);
      }
      assertTrue(String.valueOf(seen).contains("SocketTimeoutException"), seen);
    }
  }

  @ParameterizedTest
  @CsvSource({"one-way", "mutual"})
  void tongsuoSpeaksRfc8998ToOurServer(String way) throws Exception {
    assumeTrue(Tongsuo.runsHere(), "Tongsuo's library is for x86-64 on Linux only");
    boolean mutual = way.equals("mutual");
    ServerWire wire =
        new SmServerWire(
            identity("server"), mutual ? asking() : Optional.empty(), ServerWire.FLIGHT);
    try (Listener listener = Listener.start(wire);
        Tongsuo tongsuo =
            Tongsuo.start(
                folder, List.of("client", "rfc8998", "TLS_SM4_GCM_SM3", way), listener.port(), 1)) {
      assertEquals("connected TLSv1.3 TLS_SM4_GCM_SM3 new peer verified 0", tongsuo.line());
      assertEquals(
          mutual ? "SM CN=client sign,C=CN" : "SM nobody",
          listener.seen.poll(60, TimeUnit.SECONDS));
      assertEquals("read HTTP/1.1 200 OK", tongsuo.line());
    }
  }

  private OpensslKey pinned(String... further) throws Exception {
    List<String> words = new ArrayList<>(List.of("-subj", "/CN=pinned"));
    words.addAll(List.of(further));
    return OpensslKey.make(folder, OpensslKey.curve("P-256"), words);
  }

  // The JDK looks at nothing of a certificate that is itself an anchor.
  @Test
  void ordinaryClientWhosePinnedCertificateIsExpiredOrForAnotherUseIsRefused() throws Exception {
    OpensslKey key = ordinary();
    OpensslKey good = pinned("-addext", "keyUsage=digitalSignature");
    OpensslKey expired = pinned("-not_before", "20200101000000Z", "-not_after", "20210101000000Z");
    OpensslKey other = pinned("-addext", "extendedKeyUsage=serverAuth");
    OpensslKey agrees = pinned("-addext", "keyUsage=keyAgreement");
    TlsIdentity own = new TlsIdentity(key.read().key(), key.read().chain());
    for (OpensslKey each : List.of(good, expired, other, agrees)) {
      ClientTrust clients = new ClientTrust(each.read().chain(), true);
      ServerWire wire = new OrdinaryServerWire(own, Optional.of(clients), ServerWire.FLIGHT);
      try (Listener listener = Listener.start(wire)) {
        URI uri = URI.create("https://localhost:" + listener.port() + "/");
        TlsIdentity shown = new TlsIdentity(each.read().key(), each.read().chain());
        HttpExchange http =
            new HttpExchange(Duration.ofSeconds(60), new TlsTrust(key.read().chain(), shown));
        if (each == good) {
          assertEquals(200, http.get(uri).status());
          assertEquals("ORDINARY CN=pinned", listener.seen.poll(60, TimeUnit.SECONDS));
        } else {
          assertThrows(Exception.class, () -> http.get(uri));
          String seen = String.valueOf(listener.seen.poll(60, TimeUnit.SECONDS));
          assertTrue(seen.contains("the client's certificate is not believed"), seen);
        }
      }
    }
  }

  @Test
  void ordinaryClientIsKnownByItsCertificate() throws Exception {
    OpensslKey key = ordinary();
    TlsIdentity own = new TlsIdentity(key.read().key(), key.read().chain());
    ClientTrust clients = new ClientTrust(key.read().chain(), true);
    ServerWire wire = new OrdinaryServerWire(own, Optional.of(clients), ServerWire.FLIGHT);
    try (Listener listener = Listener.start(wire)) {
      URI uri = URI.create("https://localhost:" + listener.port() + "/");
      TlsTrust trust = new TlsTrust(key.read().chain(), own);
      assertEquals(200, new HttpExchange(Duration.ofSeconds(60), trust).get(uri).status());
      assertEquals("ORDINARY CN=Li Na,C=CN", listener.seen.poll(60, TimeUnit.SECONDS));
      TlsTrust nobody = new TlsTrust(key.read().chain(), null);
      HttpExchange unknown = new HttpExchange(Duration.ofSeconds(60), nobody);
      assertThrows(Exception.class, () -> unknown.get(uri));
    }
  }
}
