// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TestChain;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.Listener;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

/** Services at {@code tlcp+https:} addresses. */
@Tag("slow")
class TlcpHttpTest {
  private static final TestChain.Extra LOCALHOST = names("localhost", "127.0.0.1");

  private final TestChain.Party ca;
  private final X509Certificate root;

  TlcpHttpTest() throws Exception {
    ca = TestChain.party("TLCP root", "SM2");
    root = TestChain.ca(ca, ca);
  }

  private static TestChain.Extra names(String name, String address) {
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, name), new GeneralName(GeneralName.iPAddress, address)
    };
    return builder ->
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
  }

  private static TestChain.Extra purpose(KeyPurposeId purpose) {
    return builder ->
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
  }

  private TlsIdentity identity(
      String name, List<TestChain.Extra> signing, List<TestChain.Extra> encryption)
      throws Exception {
    TestChain.Party signs = TestChain.party(name, "SM2");
    TestChain.Party decrypts = TestChain.party(name, "SM2");
    return new TlsIdentity(
        signs.key().getPrivate(),
        List.of(TestChain.leaf(ca, signs, signing.toArray(TestChain.Extra[]::new)), root),
        new TlsIdentity.Encryption(
            decrypts.key().getPrivate(),
            TestChain.leaf(
                KeyUsage.keyEncipherment,
                ca,
                decrypts,
                encryption.toArray(TestChain.Extra[]::new))));
  }

  private TlsIdentity server() throws Exception {
    return identity("server", List.of(LOCALHOST), List.of(LOCALHOST));
  }

  private static Listener listen(TlsIdentity identity, Optional<ClientTrust> clients)
      throws Exception {
    return Listener.start(new TlcpServerWire(identity.tlcp(), clients, ServerWire.FLIGHT));
  }

  private HttpAnswer get(Listener listener, String host, @Nullable TlsIdentity own)
      throws Exception {
    URI uri = URI.create("tlcp+https://" + host + ":" + listener.port() + "/path?query=1");
    return new HttpExchange(Duration.ofSeconds(60), new TlsTrust(List.of(root), own)).get(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void requestGoesOverTlcp(String host) throws Exception {
    try (Listener listener = listen(server(), Optional.empty())) {
      HttpAnswer answer = get(listener, host, null);
      assertEquals("GET /path?query=1 HTTP/1.1", text(answer));
      assertEquals("TLCP nobody", listener.seen.poll(60, TimeUnit.SECONDS));
    }
  }

  /** A proxy for one tunnel, which alone knows where the name is. */
  private static void tunnel(ServerSocket proxy, int port, BlockingQueue<String> asked) {
    try (Socket client = proxy.accept();
        Socket service = new Socket(InetAddress.getLoopbackAddress(), port)) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) client.getInputStream().read());
      }
      asked.add(head.substring(0, head.indexOf("\r\n")));
      client
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nVia: p\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread back =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      service.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                      asked.add(e.toString());
                    }
                  });
      client.getInputStream().transferTo(service.getOutputStream());
      service.shutdownOutput();
      back.join();
    } catch (IOException | InterruptedException e) {
      asked.add(e.toString());
    }
  }

  @Test
  void nameThatOnlyAProxyKnowsIsReachedThroughItsTunnel() throws Exception {
    List<TestChain.Extra> name = List.of(names("tlcp.example", "127.0.0.9"));
    BlockingQueue<String> asked = new ArrayBlockingQueue<>(10);
    try (Listener listener = listen(identity("server", name, name), Optional.empty());
        ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> tunnel(proxy, listener.port(), asked));
      HttpProxy way = new HttpProxy("127.0.0.1", proxy.getLocalPort(), List.of());
      HttpAnswer answer =
          new HttpExchange(Duration.ofSeconds(60), new TlsTrust(List.of(root), null).through(way))
              .get(URI.create("tlcp+https://tlcp.example:4433/path"));
      assertEquals("GET /path HTTP/1.1", text(answer));
      assertEquals("CONNECT tlcp.example:4433 HTTP/1.1", asked.poll(60, TimeUnit.SECONDS));
    }
  }

  private static String text(HttpAnswer answer) {
    return new String(answer.body(), StandardCharsets.US_ASCII);
  }

  @Test
  void secondRequestResumesTheSessionAndTheClientStaysKnown() throws Exception {
    TlsIdentity own = identity("Station 7", List.of(), List.of());
    ClientTrust clients = new ClientTrust(List.of(root), true);
    try (Listener listener = listen(server(), Optional.of(clients))) {
      TlsTrust trust = new TlsTrust(List.of(root), own);
      HttpExchange http = new HttpExchange(Duration.ofSeconds(60), trust);
      URI uri = URI.create("tlcp+https://localhost:" + listener.port() + "/");
      for (int i = 0; i < 3; i++) {
        assertEquals(200, http.get(uri).status());
        assertEquals("TLCP CN=Station 7,O=Test,C=CN", listener.seen.poll(60, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void clientThatIsNotBelievedIsRefusedAndTold() throws Exception {
    ClientTrust clients = new ClientTrust(List.of(root), true);
    try (Listener listener = listen(server(), Optional.of(clients))) {
      var nobody =
          assertThrows(ServiceException.TlsFailed.class, () -> get(listener, "localhost", null));
      assertEquals("handshake_failure", nobody.alert);
      TlsIdentity wrong =
          identity("server", List.of(purpose(KeyPurposeId.id_kp_serverAuth)), List.of());
      var stranger =
          assertThrows(ServiceException.TlsFailed.class, () -> get(listener, "localhost", wrong));
      assertEquals("bad_certificate", stranger.alert);
      TlsIdentity one = new TlsIdentity(wrong.key(), wrong.chain());
      assertThrows(ServiceException.TlsFailed.class, () -> get(listener, "localhost", one));
    }
  }

  @Test
  void bothCertificatesOfAServerMustBeForItsHostAndForServers() throws Exception {
    List<TestChain.Extra> good = List.of(LOCALHOST);
    List<TestChain.Extra> elsewhere = List.of(names("other.example", "127.0.0.2"));
    List<TestChain.Extra> client = List.of(LOCALHOST, purpose(KeyPurposeId.id_kp_clientAuth));
    refused(ServiceException.WrongHost.class, identity("server", elsewhere, good));
    refused(ServiceException.WrongHost.class, identity("server", good, elsewhere));
    refused(ServiceException.UntrustedServer.class, identity("server", client, good));
    refused(ServiceException.UntrustedServer.class, identity("server", good, client));
    TestChain.Party otherCa = TestChain.party("TLCP root", "SM2");
    TlsIdentity own = server();
    TestChain.Party stranger = TestChain.party("server", "SM2");
    TlsIdentity.Encryption foreign =
        new TlsIdentity.Encryption(
            stranger.key().getPrivate(),
            TestChain.leaf(KeyUsage.keyEncipherment, otherCa, stranger, LOCALHOST));
    refused(
        ServiceException.UntrustedServer.class, new TlsIdentity(own.key(), own.chain(), foreign));
  }

  private void refused(Class<? extends ServiceException> type, TlsIdentity server)
      throws Exception {
    try (Listener listener = listen(server, Optional.empty())) {
      assertThrows(type, () -> get(listener, "localhost", null));
    }
  }

  // Issuers of one name that nobody signed would be tried in every order.
  @Test
  void moreCertificatesThanAPathNeedsAreNotLookedAt() throws Exception {
    List<X509Certificate> many = new java.util.ArrayList<>();
    TestChain.Party same = TestChain.party("TLCP root", "SM2");
    many.add(TestChain.leaf(same, TestChain.party("server", "SM2"), LOCALHOST));
    for (int i = 0; i < 5; i++) {
      many.add(TestChain.ca(same, TestChain.party("TLCP root", "SM2")));
    }
    PeerPath path = new PeerPath(List.of(root), Optional.empty());
    var refusal =
        assertThrows(
            java.security.cert.CertificateException.class,
            () -> path.require(many, PeerPath.Use.SERVER));
    assertEquals("more certificates than a path needs", refusal.getMessage());
    var ofOneName =
        assertThrows(
            java.security.cert.CertificateException.class,
            () -> path.require(many.subList(0, 5), PeerPath.Use.SERVER));
    assertEquals("two certificates of one name", ofOneName.getMessage());
  }

  @Test
  void silentServerIsLeftAfterTheTimeOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      URI uri = URI.create("tlcp+https://127.0.0.1:" + silent.getLocalPort() + "/");
      HttpExchange http =
          new HttpExchange(Duration.ofMillis(300), new TlsTrust(List.of(root), null));
      IOException failure = assertThrows(IOException.class, () -> http.get(uri));
      assertTrue(TlsRefusal.in(failure, uri).isEmpty(), failure::toString);
    }
  }

  /** Offers an SSLContext "TLCP" which is the JDK's TLS: only that it is asked can be seen. */
  private static final class Vendor extends Provider {
    @Serial private static final long serialVersionUID = 1L;

    private Vendor() {
      super("VendorTlcp", "1", "of a test");
      Provider jdk = Security.getProvider("SunJSSE");
      Provider.Service tls = jdk.getService("SSLContext", "TLS");
      putService(
          new Provider.Service(this, "SSLContext", "TLCP", tls.getClassName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              asked = true;
              try {
                return tls.newInstance(parameter);
              } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
              }
            }
          });
    }

    private boolean asked;
  }

  @Test
  void anotherProviderOfTlcpIsTakenWhereThereIsOne() throws Exception {
    Vendor vendor = new Vendor();
    Security.addProvider(vendor);
    try (Listener listener = listen(server(), Optional.empty())) {
      // It speaks TLS, so our server does not understand it; nothing falls back to our own way.
      assertThrows(ServiceException.TlsFailed.class, () -> get(listener, "localhost", null));
      assertTrue(vendor.asked);
    } finally {
      Security.removeProvider(vendor.getName());
    }
  }
}
