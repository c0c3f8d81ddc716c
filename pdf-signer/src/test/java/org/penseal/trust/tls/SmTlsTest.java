// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Tool;
import org.penseal.refusal.ServiceException;

/** Our client against a server of our own: RFC 8998 has no second implementation here. */
@Tag("slow")
class SmTlsTest {
  private static final String HOST = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  private static final byte[] BODY = {1, 2, 3};

  @TempDir Path folder;
  private OpensslKey root;

  @BeforeEach
  void make() throws Exception {
    root = Site.root(folder, OpensslKey.SM2, "SM root");
  }

  private static UnaryOperator<byte[]> answering(String text) {
    return body -> text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final UnaryOperator<byte[]> ECHO =
      body -> {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: " + body.length;
        byte[] start = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
      };

  private SmServer server(String... extensions) throws Exception {
    OpensslKey key = Site.issued(folder, OpensslKey.SM2, root, extensions);
    return SmServer.start(key.read(), SmServer.Behaviour.RFC_8998, ECHO);
  }

  private HttpAnswer post(URI uri, OpensslKey anchor, @Nullable TlsIdentity identity)
      throws Exception {
    TlsTrust trust = new TlsTrust(List.of(anchor.read().chain().getFirst()), identity);
    return WireHttp.sm(trust, Duration.ofSeconds(60)).post(uri, "x/y", BODY, 1000);
  }

  private <T extends ServiceException> T refused(Class<T> type, URI uri, OpensslKey anchor) {
    IOException failure = assertThrows(IOException.class, () -> post(uri, anchor, null));
    return type.cast(TlsRefusal.in(failure, uri).orElseThrow(() -> new AssertionError(failure)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void requestGoesOverTheSmSuite(String host) throws Exception {
    try (SmServer server = server(HOST)) {
      HttpAnswer answer = post(server.uri(host), root, null);
      assertEquals(200, answer.status());
      assertEquals("a/b", answer.contentType());
      assertEquals(List.of(1, 2, 3), List.of((int) answer.body()[0], (int) answer.body()[1], 3));
      // RFC 8998, section 2: 0x00C6.
      assertEquals("suite: " + 0xC6, server.seen.poll(60, TimeUnit.SECONDS));
      String head = String.valueOf(server.seen.poll(30, TimeUnit.SECONDS));
      assertTrue(head.startsWith("POST /path?query=1 HTTP/1.1\r\n"), head);
      assertTrue(head.contains("\r\nHost: " + host + ":"), head);
    }
  }

  @Test
  void clientIsKnownByItsCertificateWhereItIsAskedFor() throws Exception {
    OpensslKey own = Site.issued(folder, OpensslKey.SM2, root, HOST);
    SmServer.Behaviour asking = SmServer.Behaviour.RFC_8998.asking(root.read().chain().getFirst());
    OpensslKey client =
        Site.issued(folder, OpensslKey.SM2, root, List.of("-subj", "/CN=Station 7"));
    try (SmServer server = SmServer.start(own.read(), asking, ECHO)) {
      TlsIdentity identity = new TlsIdentity(client.read().key(), client.read().chain());
      assertEquals(
          200, post(server.uri("localhost"), root, identity).status(), server.seen::toString);
      assertEquals("client: CN=Station 7", server.seen.poll(60, TimeUnit.SECONDS));
      var nobody = refused(ServiceException.TlsFailed.class, server.uri("localhost"), root);
      assertEquals("certificate_required", nobody.alert);
    }
    OpensslKey stranger = OpensslKey.make(folder, OpensslKey.SM2);
    try (SmServer server = SmServer.start(own.read(), asking, ECHO)) {
      TlsIdentity identity = new TlsIdentity(stranger.read().key(), stranger.read().chain());
      URI uri = server.uri("localhost");
      IOException failure = assertThrows(IOException.class, () -> post(uri, root, identity));
      assertEquals(
          "unknown_ca",
          ((ServiceException.TlsFailed) TlsRefusal.in(failure, uri).orElseThrow()).alert);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'subjectAltName=DNS:other.example,IP:127.0.0.2',127.0.0.1",
    "'subjectAltName=DNS:other.example',localhost",
    "'subjectAltName=DNS:*.localhost',localhost",
    "'subjectAltName=DNS:127.0.0.1',127.0.0.1",
    // The common name is localhost and counts for nothing (RFC 9525, section 6.1.1).
    "keyUsage=digitalSignature,localhost"
  })
  void certificateOfAnotherHostIsRefused(String extension, String host) throws Exception {
    try (SmServer server = server(extension)) {
      refused(ServiceException.WrongHost.class, server.uri(host), root);
    }
  }

  @Test
  void unknownRootIsRefused() throws Exception {
    OpensslKey other = Site.root(folder, OpensslKey.SM2, "SM root");
    try (SmServer server = server(HOST)) {
      var refusal = refused(ServiceException.UntrustedServer.class, server.uri("localhost"), other);
      assertEquals(ServiceException.UntrustedServer.Why.UNTRUSTED, refusal.why);
    }
  }

  @Test
  void certificateThatIsNoServersIsRefused() throws Exception {
    try (SmServer server = server(HOST, "extendedKeyUsage=clientAuth")) {
      refused(ServiceException.UntrustedServer.class, server.uri("localhost"), root);
    }
    try (SmServer server = server(HOST, "keyUsage=keyEncipherment")) {
      refused(ServiceException.UntrustedServer.class, server.uri("localhost"), root);
    }
  }

  @Test
  void issuerThatIsNoCaIsRefused() throws Exception {
    OpensslKey leaf = Site.issued(folder, OpensslKey.SM2, root, "basicConstraints=CA:FALSE");
    OpensslKey key = Site.issued(folder, OpensslKey.SM2, leaf, HOST);
    var chain = List.of(key.read().chain().getFirst(), leaf.read().chain().getFirst());
    var own = new Pkcs12File(key.read().key(), chain);
    try (SmServer server = SmServer.start(own, SmServer.Behaviour.RFC_8998, ECHO)) {
      refused(ServiceException.UntrustedServer.class, server.uri("localhost"), root);
    }
  }

  @ParameterizedTest
  @CsvSource({"20200101000000Z,20210101000000Z", "20900101000000Z,20910101000000Z"})
  void certificateOfAnotherTimeIsRefused(String from, String to) throws Exception {
    List<String> time = List.of("-not_before", from, "-not_after", to);
    OpensslKey key = Site.issued(folder, OpensslKey.SM2, root, time, HOST);
    try (SmServer server = SmServer.start(key.read(), SmServer.Behaviour.RFC_8998, ECHO)) {
      var refusal = refused(ServiceException.UntrustedServer.class, server.uri("localhost"), root);
      assertEquals(ServiceException.UntrustedServer.Why.EXPIRED, refusal.why);
    }
  }

  @Test
  void serverWithoutTheKeyOfItsCertificateIsRefused() throws Exception {
    OpensslKey shown = Site.issued(folder, OpensslKey.SM2, root, HOST);
    var thief =
        new Pkcs12File(OpensslKey.make(folder, OpensslKey.SM2).read().key(), shown.read().chain());
    try (SmServer server = SmServer.start(thief, SmServer.Behaviour.RFC_8998, ECHO)) {
      var refusal = refused(ServiceException.TlsFailed.class, server.uri("localhost"), root);
      assertEquals("decrypt_error", refusal.alert);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.3," + CipherSuite.TLS_AES_128_GCM_SHA256 + ",handshake_failure",
    "1.2," + CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 + ",protocol_version"
  })
  void serverThatDoesNotSpeakTheSmSuiteIsNotSpokenToInAnother(
      String version, int suite, String alert) throws Exception {
    OpensslKey key = Site.issued(folder, OpensslKey.SM2, root, HOST);
    ProtocolVersion spoken =
        version.equals("1.3") ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
    SmServer.Behaviour behaviour = new SmServer.Behaviour(spoken, suite, null);
    try (SmServer server = SmServer.start(key.read(), behaviour, ECHO)) {
      var refusal = refused(ServiceException.TlsFailed.class, server.uri("localhost"), root);
      assertEquals(alert, refusal.alert);
    }
  }

  // A ServerHello (RFC 8446, section 4.1.3) that takes a suite nobody offered.
  private static byte[] hello(byte[] sessionId, int suite) {
    ByteBuffer body = ByteBuffer.allocate(200);
    body.putShort((short) 0x0303).put(new byte[32]);
    body.put((byte) sessionId.length).put(sessionId).putShort((short) suite).put((byte) 0);
    // supported_versions: 1.3; key_share: curveSM2 with its generator.
    byte[] point =
        HexFormat.of()
            .parseHex(
                "0432C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
                    + "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");
    body.putShort((short) 79).putShort((short) 43).putShort((short) 2).putShort((short) 0x0304);
    body.putShort((short) 51).putShort((short) 69).putShort((short) 41).putShort((short) 65);
    body.put(point).flip();
    int length = body.remaining();
    ByteBuffer record = ByteBuffer.allocate(length + 9);
    record.put((byte) 22).putShort((short) 0x0303).putShort((short) (length + 4));
    record.put((byte) 2).put((byte) 0).putShort((short) length).put(body);
    return record.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_SM4_CCM_SM3})
  void suiteThatNobodyOfferedIsRefused(int suite) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = listening.accept()) {
                  InputStream in = socket.getInputStream();
                  // Record and handshake heads, version, random; then the session id.
                  in.skipNBytes(5 + 4 + 2 + 32);
                  byte[] id = in.readNBytes(in.read());
                  socket.getOutputStream().write(hello(id, suite));
                  in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI uri = URI.create("sm+https://127.0.0.1:" + listening.getLocalPort() + "/");
      assertEquals("illegal_parameter", refused(ServiceException.TlsFailed.class, uri, root).alert);
    }
  }

  @Test
  void opensslHasNoSecondOpinionOnRfc8998() {
    Tool tool = Tool.run("openssl", "ciphers", "-s", "-tls1_3", "ALL");
    // When this fails, a second opinion is to be had: test against it, and tell docs/limits.md.
    assertTrue(tool.output().contains("TLS_AES") && !tool.output().contains("SM4"), tool.output());
  }

  private HttpAnswer answered(String text) throws Exception {
    OpensslKey key = Site.issued(folder, OpensslKey.SM2, root, HOST);
    try (SmServer server =
        SmServer.start(key.read(), SmServer.Behaviour.RFC_8998, answering(text))) {
      return post(server.uri("localhost"), root, null);
    }
  }

  @Test
  void answersInPartsAndWithoutLengthAreRead() throws Exception {
    HttpAnswer chunked =
        answered(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
    assertEquals("abc", new String(chunked.body(), StandardCharsets.US_ASCII));
    HttpAnswer toTheEnd = answered("HTTP/1.1 503 No\r\nContent-Type: t\r\n\r\nabcd");
    assertEquals(503, toTheEnd.status());
    assertEquals("abcd", new String(toTheEnd.body(), StandardCharsets.US_ASCII));
    HttpAnswer interim =
        answered("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    assertEquals(200, interim.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\nLONG",
        "HTTP/1.1 200 OK\r\n\r\nLONG",
        "HTTP/1.1 200 OK\r\nX: LONGLONGLONGLONGLONGLONGLONGLONGLONG\r\n\r\n",
        "nothing of the kind\r\n\r\n",
        ""
      })
  void answersThatAreNoneAreFailures(String text) {
    String longer = text.replace("LONG", "x".repeat(1001));
    assertThrows(IOException.class, () -> answered(longer));
  }

  @Test
  void silentServerIsLeftAfterTheTimeOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      URI uri = URI.create("sm+https://127.0.0.1:" + silent.getLocalPort() + "/");
      TlsTrust trust = new TlsTrust(List.of(root.read().chain().getFirst()), null);
      WireHttp http = WireHttp.sm(trust, Duration.ofMillis(300));
      IOException failure =
          assertThrows(IOException.class, () -> http.post(uri, "x/y", BODY, 1000));
      assertTrue(TlsRefusal.in(failure, uri).isEmpty(), failure::toString);
    }
  }
}
