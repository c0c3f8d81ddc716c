// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Documents;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.ToolServer;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.cmp.CmpClient;
import org.penseal.trust.cmp.CmpProtection;

/** The clients against the servers that come with OpenSSL 3.5. */
class OpensslPeersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private SigningBench bench;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** A request and the certificate the mock server will hand out. */
  private record Prepared(Octets csr, X509Certificate certificate) {}

  private Prepared prepared(Suite suite) throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(
        new ECGenParameterSpec(suite == Suite.SM2_SM3 ? "sm2p256v1" : "secp256r1"));
    KeyPair key = generator.generateKeyPair();
    EventRequest request =
        new EventRequest(
            "王晓明", key.getPublic(), SigningBench.binding(input), SigningBench.EVIDENCE.statement());
    Octets info = request.info();
    Signature signature = Signature.getInstance(suite.signature(), "BC");
    signature.initSign(key.getPrivate());
    signature.update(info.bytes());
    Octets csr = EventRequest.assemble(info, signature.sign(), suite);
    return new Prepared(csr, bench.ca().enroll(csr, bench.store()).getFirst());
  }

  // OpenSSL's CMP server checks the proof of possession without a user id, so an SM2 request
  // cannot pass it; the dialogue is the same with P-256. The certificate is still signed with SM2.
  private Prepared prepared() throws Exception {
    return prepared(Suite.ECDSA_SHA256);
  }

  private Path pem(String name, X509Certificate certificate) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  /** openssl cmp as a server that answers every request with one certificate. */
  private ToolServer mockCa(Path certificate, String secret) throws Exception {
    return ToolServer.openssl(
        folder.resolve("cmp.log"),
        "cmp",
        List.of(
            "-srv_ref",
            "ref",
            "-srv_secret",
            "pass:" + secret,
            "-rsp_cert",
            certificate.toString()));
  }

  private CmpClient client(URI uri, String secret) {
    CmpProtection protection = new CmpProtection("ref", secret.toCharArray(), new SecureRandom());
    return new CmpClient(uri, protection, TIMEOUT, SigningBench.HASHING, Clock.systemUTC());
  }

  @Test
  void enrollsAndConfirmsWithTheCmpServerOfOpenssl() throws Exception {
    Prepared prepared = prepared();
    try (ToolServer server = mockCa(pem("rsp.pem", prepared.certificate), "secret")) {
      List<X509Certificate> chain =
          client(server.uri(), "secret").enroll(prepared.csr, bench.store());
      assertEquals(prepared.certificate, chain.getFirst());
    }
  }

  @Test
  void rejectsACertificateForAnotherKeyFromOpenssl() throws Exception {
    Prepared mine = prepared();
    Prepared other = prepared();
    try (ToolServer server = mockCa(pem("rsp.pem", other.certificate), "secret")) {
      assertThrows(
          ServiceException.CaWrongKey.class,
          () -> client(server.uri(), "secret").enroll(mine.csr, bench.store()));
    }
  }

  @Test
  void anotherSecretIsToldApartFromARefusal() throws Exception {
    Prepared prepared = prepared();
    try (ToolServer server = mockCa(pem("rsp.pem", prepared.certificate), "secret")) {
      assertThrows(
          ServiceException.CaProtectionRefused.class,
          () -> client(server.uri(), "wrong").enroll(prepared.csr, bench.store()));
    }
  }

  @Test
  void opensslReadsTheRequestAndItsProofOfPossession() throws Exception {
    Prepared prepared = prepared(Suite.SM2_SM3);
    Path csr = Files.write(folder.resolve("csr.der"), prepared.csr.bytes());
    Tool tool =
        Tool.run(
            "openssl",
            "req",
            "-inform",
            "DER",
            "-in",
            csr.toString(),
            "-verify",
            "-vfyopt",
            "distid:1234567812345678",
            "-noout",
            "-text");
    assertEquals(0, tool.exit(), tool.output());
    assertTrue(tool.output().contains("verify OK"), tool.output());
    assertTrue(tool.output().contains(ProjectOids.EVIDENCE_BINDING), tool.output());
  }

  @Test
  void stampsWithTheTsaOfOpenssl() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    Path certificate = tsaFiles();
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Path query =
                Files.write(folder.resolve("q.tsq"), exchange.getRequestBody().readAllBytes());
            Path reply = folder.resolve("r.tsr");
            Tool tool =
                Tool.run(
                    "openssl",
                    "ts",
                    "-reply",
                    "-queryfile",
                    query.toString(),
                    "-config",
                    folder.resolve("tsa.cnf").toString(),
                    "-out",
                    reply.toString());
            assertEquals(0, tool.exit(), tool.output());
            byte[] bytes = Files.readAllBytes(reply);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    try {
      URI dead = URI.create("http://127.0.0.1:1/");
      URI live = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      TimestampClient client =
          new TimestampClient(
              List.of(dead, live), TIMEOUT, SigningBench.HASHING, new SecureRandom());
      Octets data = Octets.of("signature value".getBytes(StandardCharsets.US_ASCII));
      Timestamp timestamp = client.stamp(data);
      assertEquals("SM3", timestamp.imprintDigest());
      assertEquals(List.of(), timestamp.check(data, SigningBench.HASHING));
      assertEquals(
          List.of("timestamp-imprint-mismatch"),
          timestamp.check(Octets.of(new byte[] {1}), SigningBench.HASHING));
      TrustStore store = TrustStore.load(List.of(certificate));
      X509Certificate tsa = timestamp.tsa();
      assertTrue(tsa != null);
      var chain =
          new ChainCheck(store).check(tsa, timestamp.certificates(), Purpose.TSA, Instant.now());
      assertEquals(List.of(), chain.reasons());
    } finally {
      server.stop(0);
    }
  }

  /** A P-256 TSA: OpenSSL cannot sign tokens with SM2 (measured with 3.5.9). */
  private Path tsaFiles() throws IOException {
    Path key = folder.resolve("tsa.key");
    Path certificate = folder.resolve("tsa.pem");
    Tool made =
        Tool.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=Test TSA",
            "-days",
            "2",
            "-addext",
            "extendedKeyUsage=critical,timeStamping",
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString());
    assertEquals(0, made.exit(), made.output());
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [tsa]
        default_tsa = one
        [one]
        serial = %1$s/serial
        crypto_device = builtin
        signer_cert = %1$s/tsa.pem
        signer_key = %1$s/tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sm3, sha256
        ess_cert_id_alg = sha256
        """
            .formatted(folder));
    Files.writeString(folder.resolve("serial"), "01\n");
    return certificate;
  }
}
