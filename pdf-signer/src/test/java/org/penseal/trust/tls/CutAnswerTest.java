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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.OpensslKey;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tlcp.Recorded;
import org.penseal.trust.tls.server.OrdinaryServerWire;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.SmServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

/**
 * Somebody on the way cuts the line in the middle of an answer: none of the protocols takes what
 * came for the whole of it.
 */
@Tag("slow")
class CutAnswerTest {
  private static final Duration TIME = Duration.ofSeconds(60);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n";
  private static final Map<String, String> CUT =
      Map.of(
          "shorter than its length", HEAD + "Content-Length: 5\r\n\r\nabc",
          "in the middle of a chunk", HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
          "before the last chunk", HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
          "without a length", HEAD + "\r\nabc",
          "in the head", HEAD);

  @TempDir Path folder;

  /** A way of a client with the server that speaks it. */
  private enum Way {
    HTTPS("https"),
    SM("sm+https"),
    TLCP("tlcp+https"),
    /** TLCP of another provider. */
    VENDOR("tlcp+https");

    private final String scheme;

    Way(String scheme) {
      this.scheme = scheme;
    }
  }

  /**
   * Stands for another provider of TLCP: the JDK's TLS, whose trust managers are shown the
   * certificates of a TLCP server.
   */
  private static final class Vendor extends Provider {
    @Serial private static final long serialVersionUID = 1L;

    private Vendor() {
      super("StandInTlcp", "1", "of a test");
      putService(
          new Service(this, "SSLContext", "TLCP", Context.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Context();
            }
          });
    }
  }

  private static final class Context extends SSLContextSpi {
    private final SSLContext jdk;

    private Context() {
      try {
        jdk = SSLContext.getInstance("TLS", "SunJSSE");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      X509TrustManager given = (X509TrustManager) trust[0];
      X509TrustManager shown =
          new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String exchange) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String exchange)
                throws CertificateException {
              given.checkServerTrusted(pair(), exchange);
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
              return new X509Certificate[0];
            }
          };
      jdk.init(null, new TrustManager[] {shown}, random);
    }

    private static X509Certificate[] pair() {
      try {
        return new X509Certificate[] {
          Recorded.certificate("server-sign"),
          Recorded.certificate("server-enc"),
          Recorded.certificate("ca")
        };
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return jdk.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return jdk.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return jdk.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return jdk.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return jdk.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return jdk.getClientSessionContext();
    }
  }

  /** What comes of an answer, after which the line is closed in the way of the protocol or cut. */
  private String answered(Way way, String text, boolean closed) throws Exception {
    OpensslKey site =
        OpensslKey.make(
            folder, OpensslKey.curve("P-256"), List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    ServerWire wire = wire(way, site);
    Vendor vendor = new Vendor();
    if (way == Way.VENDOR) {
      Security.addProvider(vendor);
    }
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> answer(listening, wire, text, closed));
      TlsTrust trust =
          new TlsTrust(List.of(Recorded.certificate("ca"), site.read().chain().getFirst()), null);
      URI uri = URI.create(way.scheme + "://127.0.0.1:" + listening.getLocalPort() + "/");
      byte[] body = new HttpExchange(TIME, trust).get(uri).body();
      return new String(body, StandardCharsets.US_ASCII);
    } finally {
      Security.removeProvider(vendor.getName());
    }
  }

  private static ServerWire wire(Way way, OpensslKey site) throws Exception {
    TlsIdentity pair =
        new TlsIdentity(
            Recorded.key("server-sign"),
            List.of(Recorded.certificate("server-sign"), Recorded.certificate("ca")),
            new TlsIdentity.Encryption(
                Recorded.key("server-enc"), Recorded.certificate("server-enc")));
    return switch (way) {
      case HTTPS, VENDOR ->
          new OrdinaryServerWire(
              new TlsIdentity(site.read().key(), site.read().chain()), Optional.empty(), TIME);
      case SM -> new SmServerWire(pair, Optional.empty(), TIME);
      case TLCP -> new TlcpServerWire(pair.tlcp(), Optional.empty(), TIME);
    };
  }

  private static void answer(ServerSocket listening, ServerWire wire, String text, boolean closed) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        socket.setSoTimeout(20_000);
        Socket secure = wire.accept(socket).socket();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
          request.append((char) secure.getInputStream().read());
        }
        secure.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        secure.getOutputStream().flush();
        if (closed) {
          secure.close();
        }
      } catch (IOException e) {
        // The client has gone, or the listener.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS", "SM", "TLCP", "VENDOR"})
  void answerThatIsCutIsNone(Way way) throws Exception {
    assertEquals("abc", answered(way, HEAD + "Content-Length: 3\r\n\r\nabc", true));
    for (Map.Entry<String, String> each : CUT.entrySet()) {
      assertThrows(IOException.class, () -> answered(way, each.getValue(), false), each.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SM", "TLCP"})
  void endOfAnAnswerWithoutALengthIsTheEndOfTheProtocol(Way way) throws Exception {
    assertEquals("abc", answered(way, HEAD + "\r\nabc", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS", "VENDOR"})
  void answerWithoutALengthIsNotTakenWhereNobodyTellsItsEnd(Way way) {
    IOException refused =
        assertThrows(IOException.class, () -> answered(way, HEAD + "\r\nabc", true));
    String why = refused + " " + refused.getCause();
    assertTrue(why.contains("whose end nobody can see"), why);
  }
}
