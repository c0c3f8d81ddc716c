// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.Documents;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.ToolServer;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.EventProfile;
import org.penseal.trust.EventRequest;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Kind;

/** The CMP server of OpenSSL 3.5, which does wrong what it is told to. */
@Tag("slow")
class OpensslCmpTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private SigningBench bench;
  private Octets csr;
  private X509Certificate issued;
  private Path answer;

  @BeforeEach
  void open() throws Exception {
    bench = SigningBench.open(folder);
    Path input = Documents.plain(folder.resolve("in.pdf"));
    // OpenSSL checks the proof of possession without a user id: an SM2 request cannot pass it.
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    EventRequest request =
        new EventRequest(
            "王晓明", key.getPublic(), SigningBench.binding(input), SigningBench.EVIDENCE.statement());
    Octets info = request.info();
    Signature signature = Signature.getInstance(Suite.ECDSA_SHA256.signature(), "BC");
    signature.initSign(key.getPrivate());
    signature.update(info.bytes());
    csr = EventRequest.assemble(info, signature.sign(), Suite.ECDSA_SHA256);
    issued = bench.ca().enroll(csr, bench.store()).getFirst();
    answer = TestAuthority.pem(folder.resolve("rsp.pem"), List.of(issued));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private ToolServer server(String... further) throws Exception {
    List<String> words = new ArrayList<>(List.of("-rsp_cert", answer.toString()));
    words.addAll(List.of(further));
    return ToolServer.openssl(folder.resolve("cmp.log"), "cmp", words);
  }

  private ToolServer withSecret(String... further) throws Exception {
    List<String> words = new ArrayList<>(List.of("-srv_ref", "ref", "-srv_secret", "pass:secret"));
    words.addAll(List.of(further));
    return server(words.toArray(String[]::new));
  }

  private static CmpClient client(URI uri, MessageProtection protection) {
    return new CmpClient(uri, protection, TIMEOUT, SigningBench.HASHING, Clock.systemUTC());
  }

  private static MessageProtection secret() {
    return new CmpProtection("ref", "secret".toCharArray(), new SecureRandom());
  }

  @Test
  void pollsUntilTheAuthorityIsReady() throws Exception {
    try (ToolServer server = withSecret("-poll_count", "2", "-check_after", "1")) {
      assertEquals(issued, client(server.uri(), secret()).enroll(csr, bench.store()).getFirst());
    }
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    try (ToolServer server = withSecret("-poll_count", "2", "-check_after", "86400")) {
      CmpClient client = client(server.uri(), secret());
      assertEquals(
          "waiting",
          assertThrows(ServiceException.CaRefused.class, () -> client.enroll(csr, bench.store()))
              .reason());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'-send_error', 'rejected: error processing message'",
    "'-pkistatus 2 -statusstring no', 'rejected: no'",
    "'-send_error -send_unprot_err', 'rejected: error processing message (unprotected)'",
    "'-send_unprotected', wrong-mac"
  })
  void everyRefusalIsTold(String options, String reason) throws Exception {
    try (ToolServer server = withSecret(options.split(" "))) {
      CmpClient client = client(server.uri(), secret());
      assertEquals(
          reason,
          assertThrows(ServiceException.CaRefused.class, () -> client.enroll(csr, bench.store()))
              .reason());
    }
  }

  @Test
  void secretIsTriedByAQuestion() throws Exception {
    try (ToolServer server = withSecret()) {
      assertEquals(Optional.empty(), client(server.uri(), secret()).ask());
      MessageProtection wrong =
          new CmpProtection("ref", "another".toCharArray(), new SecureRandom());
      assertThrows(
          ServiceException.CaProtectionRefused.class, () -> client(server.uri(), wrong).ask());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'-send_error', 'rejected: error processing message'",
    "'-send_error -send_unprot_err', 'rejected: error processing message (unprotected)'",
    "'-send_unprotected', wrong-mac"
  })
  void authorityThatDoesNotAnswerTheQuestionIsThere(String options, String why) throws Exception {
    try (ToolServer server = withSecret(options.split(" "))) {
      assertEquals(Optional.of(why), client(server.uri(), secret()).ask());
    }
  }

  @Test
  void signaturesProtectBothSides() throws Exception {
    try (TestAuthority station = TestAuthority.start(Kind.ECDSA);
        TestAuthority theirs = TestAuthority.start(Kind.ECDSA);
        SigningKey key = station.signingKey()) {
      Path certificate =
          TestAuthority.pem(folder.resolve("srv.pem"), List.of(theirs.signerCertificate()));
      Path own = TestAuthority.pem(folder.resolve("srv.key"), theirs.signerFile().key());
      Path trusted =
          TestAuthority.pem(folder.resolve("roots.pem"), List.of(station.rootCertificate()));
      try (ToolServer server =
          server(
              "-srv_cert",
              certificate.toString(),
              "-srv_key",
              own.toString(),
              "-srv_trusted",
              trusted.toString())) {
        MessageProtection expected =
            new CmpSignature(key, List.of(theirs.signerCertificate()), new SecureRandom());
        assertEquals(Optional.empty(), client(server.uri(), expected).ask());
        assertEquals(issued, client(server.uri(), expected).enroll(csr, bench.store()).getFirst());
        try (TestAuthority stranger = TestAuthority.start(Kind.ECDSA);
            SigningKey unknown = stranger.signingKey()) {
          MessageProtection another =
              new CmpSignature(unknown, List.of(theirs.signerCertificate()), new SecureRandom());
          assertEquals(
              Optional.of("rejected: no suitable sender cert"),
              client(server.uri(), another).ask());
        }
        // Its authority did not appoint it for this (no id-kp-cmcCA).
        MessageProtection another =
            new CmpSignature(key, List.of(theirs.subCertificate()), new SecureRandom());
        assertEquals(
            "wrong-mac",
            assertThrows(
                    ServiceException.CaRefused.class,
                    () -> client(server.uri(), another).enroll(csr, bench.store()))
                .reason());
      }
    }
  }

  // A real CA that signs the key of the request and copies nothing else of it.
  private Path issuedWithoutExtensions(String... further) throws Exception {
    Tool.pkcs12(folder, "ca", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path request = Files.write(folder.resolve("csr.der"), csr.bytes());
    Path plain = folder.resolve("plain.pem");
    List<String> words = new ArrayList<>(List.of("x509", "-req", "-inform", "DER"));
    words.addAll(List.of("-in", request.toString(), "-out", plain.toString(), "-days", "3650"));
    words.addAll(List.of("-CA", folder.resolve("ca.pem").toString()));
    words.addAll(List.of("-CAkey", folder.resolve("ca.key").toString()));
    words.addAll(List.of(further));
    Tool.openssl(words.toArray(String[]::new));
    return plain;
  }

  @Test
  void anAuthorityThatCopiesNoExtensionIsRefused() throws Exception {
    answer = issuedWithoutExtensions();
    TrustStore roots = TrustStore.load(List.of(folder.resolve("ca.pem")));
    try (ToolServer server = withSecret("-rsp_extracerts", folder.resolve("ca.pem").toString())) {
      CmpClient client = client(server.uri(), secret());
      ServiceException.CaWrongCertificate wrong =
          assertThrows(ServiceException.CaWrongCertificate.class, () -> client.enroll(csr, roots));
      assertEquals(
          List.of(
              "event-certificate-without-binding",
              "event-certificate-policy",
              "event-certificate-lasts-long",
              "event-certificate-key-usage",
              "event-certificate-extended-usage"),
          wrong.reasons);
    }
  }

  @Test
  void anAuthorityThatCopiesTheExtensionsButNotTheProfileIsRefused() throws Exception {
    answer = issuedWithoutExtensions("-copy_extensions", "copy");
    TrustStore roots = TrustStore.load(List.of(folder.resolve("ca.pem")));
    try (ToolServer server = withSecret()) {
      CmpClient client = client(server.uri(), secret());
      ServiceException.CaWrongCertificate wrong =
          assertThrows(ServiceException.CaWrongCertificate.class, () -> client.enroll(csr, roots));
      assertEquals(List.of("event-certificate-lasts-long"), wrong.reasons);
    }
  }

  @Test
  void anAuthorityThatCopiesWhatWasAskedAndAddsWhereTheSignerBelongsToIsTaken() throws Exception {
    String end =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now().plus(Duration.ofMinutes(10)));
    Tool.pkcs12(folder, "ca", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Path request = Files.write(folder.resolve("csr.der"), csr.bytes());
    answer = folder.resolve("profile.pem");
    Path config =
        Files.writeString(folder.resolve("req.cnf"), "[req]\ndistinguished_name=dn\n[dn]\n");
    List<String> words = new ArrayList<>(List.of("req", "-x509", "-config", config.toString()));
    words.addAll(List.of("-in", request.toString(), "-inform", "DER", "-out", answer.toString()));
    words.addAll(List.of("-CA", folder.resolve("ca.pem").toString()));
    words.addAll(List.of("-CAkey", folder.resolve("ca.key").toString(), "-not_after", end));
    words.addAll(List.of("-copy_extensions", "copyall", "-addext", "basicConstraints=CA:FALSE"));
    words.addAll(List.of("-utf8", "-subj", "/C=CN/O=Example/CN=王晓明"));
    Tool.openssl(words.toArray(String[]::new));
    TrustStore roots = TrustStore.load(List.of(folder.resolve("ca.pem")));
    try (ToolServer server = withSecret()) {
      X509Certificate taken = client(server.uri(), secret()).enroll(csr, roots).getFirst();
      assertEquals(List.of("C=CN", "O=Example"), EventProfile.added(taken));
    }
  }

  @Test
  void anAuthorityWithoutATrustedRootIsRefused() throws Exception {
    try (ToolServer server = withSecret()) {
      CmpClient client = client(server.uri(), secret());
      ServiceException.CaWrongCertificate wrong =
          assertThrows(
              ServiceException.CaWrongCertificate.class,
              () -> client.enroll(csr, TrustStore.empty()));
      assertEquals(1, wrong.reasons.size(), wrong.reasons.toString());
    }
  }

  @Test
  void recordedAnswersAreRefusedInTheNextDialogue() throws Exception {
    // An answer that was good once, given again: other transaction, other nonce.
    byte[][] kept = {new byte[0]};
    var relay =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
    try (ToolServer server = withSecret();
        var http = java.net.http.HttpClient.newHttpClient()) {
      relay.createContext(
          "/",
          exchange -> {
            try (exchange) {
              byte[] body = exchange.getRequestBody().readAllBytes();
              if (kept[0].length == 0) {
                kept[0] =
                    http.send(
                            java.net.http.HttpRequest.newBuilder(server.uri())
                                .header("Content-Type", "application/pkixcmp")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                        .body();
              }
              exchange.sendResponseHeaders(200, kept[0].length);
              exchange.getResponseBody().write(kept[0]);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      relay.start();
      URI uri = URI.create("http://127.0.0.1:" + relay.getAddress().getPort() + "/");
      CmpClient client = client(uri, secret());
      // The confirmation gets the first answer again, and so does the whole next dialogue.
      for (int i = 0; i < 2; i++) {
        assertEquals(
            "other-transaction",
            assertThrows(ServiceException.CaRefused.class, () -> client.enroll(csr, bench.store()))
                .reason());
      }
    } finally {
      relay.stop(0);
    }
  }
}
