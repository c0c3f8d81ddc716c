// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.key.TokenKey;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.pkcs11.Pkcs11Key;
import org.penseal.key.skf.SkfAddress;
import org.penseal.key.skf.SkfKey;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SkfStandIn;
import org.penseal.pdf.SoftToken;
import org.penseal.pdf.ToolServer;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Suite;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tlcp.Recorded;
import org.penseal.trust.tls.key.TokenPrivateKey;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.Listener;
import org.penseal.trust.tls.server.OrdinaryServerWire;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.SmServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;
import org.penseal.trust.tongsuo.Tongsuo;

/**
 * Client certificates whose keys lie in tokens: SoftHSM2 with OpenSSL for TLS 1.2 and 1.3, the
 * stand-in of SKF with a Tongsuo and our own servers for RFC 8998 and TLCP.
 */
@Tag("slow")
class TokenClientTest {
  private static final Duration TIME = Duration.ofSeconds(60);
  private static final Path RECORDED = Path.of("..", "testdata", "tlcp");

  @TempDir Path folder;

  private static List<String> kind(String name) {
    return name.startsWith("P-")
        ? OpensslKey.curve(name)
        : OpensslKey.rsa(Integer.parseInt(name.substring(4)));
  }

  private static TlsIdentity identity(TokenKey opened, @Nullable X509Certificate encryption)
      throws Exception {
    TokenPrivateKey key = TokenPrivateKey.of(opened);
    return new TlsIdentity(
        key, key.chain(), encryption == null ? null : new TlsIdentity.Encryption(null, encryption));
  }

  private static TokenKey pkcs11(SoftToken token) throws Exception {
    return Pkcs11Key.open(
        Pkcs11Address.of("pkcs11:" + token.library() + "?label=tls"),
        SoftToken.PIN.getBytes(StandardCharsets.UTF_8),
        null,
        SigningBench.HASHING);
  }

  private ToolServer openssl(OpensslKey site, OpensslKey roots, String version) throws Exception {
    List<String> words =
        List.of(
            version,
            "-cert",
            site.certificate().toString(),
            "-key",
            site.key().toString(),
            "-CAfile",
            roots.certificate().toString(),
            "-Verify",
            "2",
            "-verify_return_error",
            "-HTTP");
    Files.writeString(folder.resolve("answer"), "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    return ToolServer.tls(folder.resolve("server.log"), words);
  }

  private String page(ToolServer server, OpensslKey root, TlsIdentity own) throws Exception {
    TlsTrust trust = new TlsTrust(List.of(root.read().chain().getFirst()), own);
    URI uri = URI.create("https://localhost:" + server.uri().getPort() + "/answer");
    return new String(new HttpExchange(TIME, trust).get(uri).body(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-2048,-tls1_3",
    "RSA-2048,-tls1_2",
    "P-256,-tls1_3",
    "P-256,-tls1_2",
    "P-384,-tls1_3",
    "P-521,-tls1_3"
  })
  void opensslKnowsTheClientByAKeyInAToken(String kind, String version) throws Exception {
    OpensslKey root = Site.root(folder, OpensslKey.curve("P-256"), "Root");
    OpensslKey site =
        Site.issued(folder, OpensslKey.curve("P-256"), root, "subjectAltName=DNS:localhost");
    OpensslKey own =
        Site.issued(
            folder,
            kind(kind),
            root,
            List.of("-subj", "/CN=Station 7"),
            "keyUsage=critical,digitalSignature");
    SoftToken token = SoftToken.make(folder);
    token.key(own.key(), "01", "tls");
    token.certificate(own.certificate(), "01", "tls");
    try (ToolServer server = openssl(site, root, version);
        TokenKey opened = pkcs11(token)) {
      // Nobody without a certificate of the root has an answer.
      assertEquals("abc", page(server, root, identity(opened, null)));
      String log = Files.readString(folder.resolve("server.log"), StandardCharsets.ISO_8859_1);
      assertTrue(log.contains("CN=Station 7") || log.contains("CN = Station 7"), log);
      token.behave("sign 32\n");
      var pulled =
          assertThrows(
              ServiceException.OwnKeyFailed.class,
              () -> page(server, root, identity(opened, null)));
      assertInstanceOf(CredentialException.TokenRemoved.class, pulled.failure);
    }
  }

  @Test
  void keyOfAnotherCertificateSignsNoHandshake() throws Exception {
    OpensslKey root = Site.root(folder, OpensslKey.curve("P-256"), "Root");
    OpensslKey site =
        Site.issued(folder, OpensslKey.curve("P-256"), root, "subjectAltName=DNS:localhost");
    SoftToken token = SoftToken.make(folder);
    token.key(Site.issued(folder, OpensslKey.curve("P-256"), root).key(), "01", "tls");
    token.certificate(
        Site.issued(folder, OpensslKey.curve("P-256"), root).certificate(), "01", "tls");
    try (ToolServer server = openssl(site, root, "-tls1_3");
        TokenKey opened = pkcs11(token)) {
      var refused =
          assertThrows(
              ServiceException.OwnKeyFailed.class,
              () -> page(server, root, identity(opened, null)));
      var key = assertInstanceOf(CredentialException.KeyRefused.class, refused.failure);
      assertEquals(CredentialException.KeyRefused.Why.WRONG_SIGNATURE, key.why);
    }
  }

  private SkfStandIn recorded() throws Exception {
    return SkfStandIn.make(
        folder,
        RECORDED.resolve("client-sign.key"),
        Recorded.certificate("client-sign"),
        Optional.of(Recorded.certificate("client-enc")));
  }

  private static TlsIdentity skf(SkfStandIn token, TokenKey opened) throws Exception {
    byte[] pin = SkfStandIn.PIN.getBytes(StandardCharsets.US_ASCII);
    X509Certificate encryption =
        SkfKey.encryptionCertificate(SkfAddress.of(token.address()), pin).orElseThrow();
    return identity(opened, encryption);
  }

  private static TokenKey open(SkfStandIn token) throws Exception {
    byte[] pin = SkfStandIn.PIN.getBytes(StandardCharsets.US_ASCII);
    return SkfKey.open(
        SkfAddress.of(token.address()), pin, Suite.DEFAULT_SM2_ID, SigningBench.HASHING);
  }

  @ParameterizedTest
  @CsvSource({
    "rfc8998,TLS_SM4_GCM_SM3,TLSv1.3",
    "tlcp,ECC-SM2-SM4-GCM-SM3,NTLSv1.1",
    "tlcp,ECC-SM2-SM4-CBC-SM3,NTLSv1.1"
  })
  void tongsuoKnowsTheClientByAKeyInAToken(String protocol, String suite, String version)
      throws Exception {
    assumeTrue(Tongsuo.runsHere(), "Tongsuo's library is for x86-64 on Linux only");
    SkfStandIn token = recorded();
    try (TokenKey opened = open(token);
        Tongsuo tongsuo =
            Tongsuo.start(folder, List.of("server", protocol, suite, "mutual"), 0, 1);
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), tongsuo.port())) {
      socket.setSoTimeout(20_000);
      TlsTrust trust = new TlsTrust(List.of(Recorded.certificate("ca")), skf(token, opened));
      Wire wire = protocol.equals("tlcp") ? new TlcpWire(trust, TIME) : new SmWire(trust);
      try (Socket secure = wire.wrap(socket, "127.0.0.1")) {
        assertEquals("connected " + version + " " + suite + " new peer verified 0", tongsuo.line());
        byte[] line = "x\n".getBytes(StandardCharsets.US_ASCII);
        secure.getOutputStream().write(line);
        secure.getOutputStream().flush();
        assertEquals(2, secure.getInputStream().readNBytes(2).length);
      }
    }
  }

  private Listener listener(String scheme) throws Exception {
    TlsIdentity own =
        new TlsIdentity(
            Recorded.key("server-sign"),
            List.of(Recorded.certificate("server-sign"), Recorded.certificate("ca")),
            new TlsIdentity.Encryption(
                Recorded.key("server-enc"), Recorded.certificate("server-enc")));
    Optional<ClientTrust> clients =
        Optional.of(new ClientTrust(List.of(Recorded.certificate("ca")), true));
    return Listener.start(
        scheme.startsWith("sm")
            ? new SmServerWire(own, clients, ServerWire.FLIGHT)
            : new TlcpServerWire(own.tlcp(), clients, ServerWire.FLIGHT));
  }

  private static void get(Listener listener, String scheme, TlsIdentity own) throws Exception {
    URI uri = URI.create(scheme + "://127.0.0.1:" + listener.port() + "/");
    TlsTrust trust = new TlsTrust(List.of(Recorded.certificate("ca")), own);
    assertEquals(200, new HttpExchange(TIME, trust).get(uri).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm+https", "tlcp+https"})
  void tokenThatDoesNotSignIsToldAsWhatItIs(String scheme) throws Exception {
    SkfStandIn token = recorded();
    try (Listener listener = listener(scheme);
        TokenKey opened = open(token)) {
      TlsIdentity own = skf(token, opened);
      get(listener, scheme, own);
      String protocol = scheme.startsWith("sm") ? "SM" : "TLCP";
      assertEquals(protocol + " CN=client sign,C=CN", listener.seen.poll(60, TimeUnit.SECONDS));
      token.behave("removed");
      var pulled =
          assertThrows(ServiceException.OwnKeyFailed.class, () -> get(listener, scheme, own));
      assertInstanceOf(CredentialException.TokenRemoved.class, pulled.failure);
      token.behave("");
      token.swap(RECORDED.resolve("client-enc.key"));
      var other =
          assertThrows(ServiceException.OwnKeyFailed.class, () -> get(listener, scheme, own));
      assertInstanceOf(CredentialException.KeyRefused.class, other.failure);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-2048", "P-256"})
  void ourOrdinaryServerSignsWithAKeyInAToken(String kind) throws Exception {
    OpensslKey root = Site.root(folder, OpensslKey.curve("P-256"), "Root");
    OpensslKey site = Site.issued(folder, kind(kind), root, "subjectAltName=DNS:localhost");
    SoftToken token = SoftToken.make(folder);
    token.key(site.key(), "01", "tls");
    token.certificate(site.certificate(), "01", "tls");
    try (TokenKey opened = pkcs11(token);
        Listener listener =
            Listener.start(
                new OrdinaryServerWire(
                    identity(opened, null), Optional.empty(), ServerWire.FLIGHT))) {
      URI uri = URI.create("https://localhost:" + listener.port() + "/");
      TlsTrust trust = new TlsTrust(List.of(root.read().chain().getFirst()), null);
      assertEquals(200, new HttpExchange(TIME, trust).get(uri).status());
    }
  }

  @Test
  void keyOfAnotherKindIsNotShown() throws Exception {
    SoftToken token = SoftToken.make(folder);
    OpensslKey ec = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    token.key(ec.key(), "01", "tls");
    token.certificate(ec.certificate(), "01", "tls");
    try (Listener listener = listener("sm+https");
        TokenKey opened = pkcs11(token)) {
      TlsIdentity own = identity(opened, null);
      var nobody =
          assertThrows(ServiceException.TlsFailed.class, () -> get(listener, "sm+https", own));
      assertEquals("certificate_required", nobody.alert);
    }
    SkfStandIn standIn = recorded();
    try (TokenKey opened = open(standIn)) {
      assertNull(OrdinaryTls.keys(skf(standIn, opened)));
    }
  }

  // As messages to an authority are signed (RFC 9421).
  @Test
  void tokenSignsForWhoAsksThePlatform() throws Exception {
    SoftToken token = SoftToken.make(folder);
    OpensslKey ec = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    token.key(ec.key(), "01", "tls");
    token.certificate(ec.certificate(), "01", "tls");
    try (TokenKey opened = pkcs11(token)) {
      assertVerifies(TokenPrivateKey.of(opened), "SHA256withECDSAinP1363Format", null);
      assertThrows(
          InvalidKeyException.class,
          () -> Signature.getInstance("SHA384withECDSA").initSign(TokenPrivateKey.of(opened)));
    }
    token = SoftToken.make(folder);
    OpensslKey rsa = OpensslKey.make(folder, OpensslKey.rsa(2048));
    token.key(rsa.key(), "01", "tls");
    token.certificate(rsa.certificate(), "01", "tls");
    try (TokenKey opened = pkcs11(token)) {
      PSSParameterSpec pss =
          new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);
      assertVerifies(TokenPrivateKey.of(opened), "RSASSA-PSS", pss);
    }
  }

  private static void assertVerifies(
      TokenPrivateKey key, String algorithm, @Nullable PSSParameterSpec parameters)
      throws Exception {
    byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(key.chain().getFirst().getPublicKey());
    if (parameters != null) {
      signing.setParameter(parameters);
      verifying.setParameter(parameters);
    }
    signing.update(message);
    verifying.update(message);
    assertTrue(verifying.verify(signing.sign()));
  }

  @Test
  void keyInATokenIsGivenToNobody() throws Exception {
    SkfStandIn standIn = recorded();
    try (TokenKey opened = open(standIn)) {
      TokenPrivateKey key = TokenPrivateKey.of(opened);
      assertNull(key.getEncoded());
      assertNull(key.getFormat());
      assertTrue(key.isSm2());
      assertEquals("TokenPrivateKey[CN=client sign,C=CN]", key.toString().replace(", ", ","));
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        assertThrows(NotSerializableException.class, () -> out.writeObject(key));
      }
    }
  }
}
