// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.OpensslKey;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;

/** Ordinary TLS against the JDK's server and {@code openssl s_server}. */
@Tag("slow")
class HttpExchangeTest {
  private static final String HOST = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private OpensslKey root;

  @BeforeEach
  void make() throws Exception {
    root =
        OpensslKey.make(
            folder,
            OpensslKey.curve("P-256"),
            List.of("-subj", "/CN=Root", "-addext", "basicConstraints=critical,CA:TRUE"));
  }

  private OpensslKey issued(String... further) throws Exception {
    List<String> words = new ArrayList<>(List.of("-subj", "/CN=localhost", "-CA"));
    words.addAll(List.of(root.certificate().toString(), "-CAkey", root.key().toString()));
    words.addAll(List.of(further));
    return OpensslKey.make(folder, OpensslKey.rsa(2048), words);
  }

  private HttpsServer jdk(OpensslKey key, @Nullable OpensslKey clients) throws Exception {
    char[] password = OpensslKey.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance(key.file().toFile(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("root", root.read().chain().getFirst());
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 1);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asked = context.getDefaultSSLParameters();
            asked.setNeedClientAuth(clients != null);
            parameters.setSSLParameters(asked);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private TlsTrust trust(@Nullable TlsIdentity identity) throws Exception {
    // An SM2 root beside it, as a folder for both kinds of services has it.
    OpensslKey sm2 = OpensslKey.make(folder, OpensslKey.SM2);
    return new TlsTrust(
        List.of(sm2.read().chain().getFirst(), root.read().chain().getFirst()), identity);
  }

  private static HttpAnswer post(URI uri, TlsTrust trust) throws Exception {
    byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
    return new HttpExchange(TIMEOUT, trust).post(uri, "x/y", body);
  }

  private static URI uri(HttpsServer server, String host) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void serverOfAnAnchorIsBelieved(String host) throws Exception {
    HttpsServer server = jdk(issued("-addext", HOST), null);
    try {
      assertEquals("ok", new String(post(uri(server, host), trust(null)).body(), "ASCII"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void serverOfNoAnchorIsRefused() throws Exception {
    HttpsServer server = jdk(issued("-addext", HOST), null);
    try {
      for (TlsTrust trust :
          List.of(
              TlsTrust.system(),
              new TlsTrust(
                  List.of(OpensslKey.make(folder, OpensslKey.rsa(2048)).read().chain().getFirst()),
                  null))) {
        var refusal =
            assertThrows(
                ServiceException.UntrustedServer.class,
                () -> post(uri(server, "localhost"), trust));
        assertEquals(ServiceException.UntrustedServer.Why.UNTRUSTED, refusal.why);
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void expiredAndOthersCertificatesAreRefused() throws Exception {
    HttpsServer old =
        jdk(
            issued(
                "-addext", HOST, "-not_before", "20200101000000Z", "-not_after", "20210101000000Z"),
            null);
    HttpsServer other = jdk(issued("-addext", "subjectAltName=DNS:other.example"), null);
    try {
      var expired =
          assertThrows(
              ServiceException.UntrustedServer.class,
              () -> post(uri(old, "localhost"), trust(null)));
      assertEquals(ServiceException.UntrustedServer.Why.EXPIRED, expired.why);
      assertThrows(
          ServiceException.WrongHost.class, () -> post(uri(other, "localhost"), trust(null)));
    } finally {
      old.stop(0);
      other.stop(0);
    }
  }

  @Test
  void clientIsKnownByItsCertificate() throws Exception {
    HttpsServer server = jdk(issued("-addext", HOST), root);
    OpensslKey client = issued("-subj", "/CN=Station 7");
    try {
      TlsIdentity identity = new TlsIdentity(client.read().key(), client.read().chain());
      assertEquals(200, post(uri(server, "localhost"), trust(identity)).status());
      Exception nobody =
          assertThrows(Exception.class, () -> post(uri(server, "localhost"), trust(null)));
      // The server refuses after our part of the handshake is over: its alert, or a closed line.
      assertTrue(
          nobody instanceof ServiceException.TlsFailed || nobody instanceof IOException,
          nobody::toString);
    } finally {
      server.stop(0);
    }
  }

  private HttpAnswer postToOpenssl(String version) throws Exception {
    OpensslKey key = issued("-addext", HOST);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> words = new ArrayList<>(List.of("openssl", "s_server", "-quiet", version));
    words.addAll(List.of("-cert", key.certificate().toString(), "-key", key.key().toString()));
    words.addAll(List.of("-accept", "127.0.0.1:" + port, "-cipher", "ALL:@SECLEVEL=0"));
    Process server =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s_server.log").toFile())
            .start();
    try {
      // What s_server reads it sends to the client.
      OutputStream answer = server.getOutputStream();
      String text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
      answer.write(text.getBytes(StandardCharsets.US_ASCII));
      answer.flush();
      return postOnceItListens(URI.create("https://localhost:" + port + "/"));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  // A connection to try the port would take the answer away.
  private HttpAnswer postOnceItListens(URI uri) throws Exception {
    for (int i = 0; ; i++) {
      try {
        return post(uri, trust(null));
      } catch (IOException e) {
        if (!(e.getCause() instanceof ConnectException) || i == 100) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void opensslIsSpokenTo(String version) throws Exception {
    assertEquals("ok", new String(postToOpenssl(version).body(), "ASCII"));
  }

  @Test
  void olderVersionsAreNotSpoken() {
    assertThrows(ServiceException.TlsFailed.class, () -> postToOpenssl("-tls1_1"));
  }

  @ParameterizedTest
  @CsvSource({"ftp://localhost/", "localhost", "https:///path"})
  void addressOfAnotherKindIsNone(String address) {
    assertThrows(
        IllegalArgumentException.class, () -> post(URI.create(address), TlsTrust.system()));
  }
}
