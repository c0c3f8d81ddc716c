// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.Tool.openssl;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;

@Tag("slow")
class FileStampsTest {
  private final FileStamps stamps = new FileStamps(SigningBench.HASHING);
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path token = Path.of("");

  @BeforeEach
  void file() throws Exception {
    SigningBench.registerProvider();
    data = Files.writeString(folder.resolve("data"), "data\n".repeat(50_000));
    token = folder.resolve("data.tst");
  }

  private static TimestampClient client(URI... uris) {
    return new TimestampClient(
        List.of(uris), Duration.ofSeconds(60), SigningBench.HASHING, new SecureRandom());
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private EmbeddedTrust demo() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    return EmbeddedTrust.start(
        keys, request -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
  }

  /** A P-256 TSA: OpenSSL cannot sign tokens with SM2 (measured with 3.5.9). */
  private void opensslTsa() throws Exception {
    openssl(
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
        at("tsa.key"),
        "-out",
        at("tsa.pem"));
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
        digests = sm3, sha256, sha384, sha512
        ess_cert_id_alg = sha256
        """
            .formatted(folder));
    Files.writeString(folder.resolve("serial"), "01\n");
  }

  private void reply(String query, String response) {
    openssl(
        "ts", "-reply", "-queryfile", at(query), "-config", at("tsa.cnf"), "-out", at(response));
  }

  private HttpServer serve() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Files.write(folder.resolve("q"), exchange.getRequestBody().readAllBytes());
            reply("q", "r");
            byte[] bytes = Files.readAllBytes(folder.resolve("r"));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  @Test
  void opensslVerifiesTheTokenOfEveryDigest() throws Exception {
    opensslTsa();
    HttpServer server = serve();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      for (String digest : List.of("SM3", "SHA-256", "SHA-384", "SHA-512")) {
        stamps.stamp(data, digest, client(uri), token);
        openssl(
            "ts",
            "-verify",
            "-token_in",
            "-in",
            token.toString(),
            "-data",
            data.toString(),
            "-CAfile",
            at("tsa.pem"));
        StampReport report =
            stamps.verify(
                token, data, TrustStore.load(List.of(folder.resolve("tsa.pem"))), Instant.now());
        assertEquals(Report.Verdict.VALID, report.verdict(), report.toString());
        assertEquals(digest, report.digest());
        assertEquals("1.2.3.4.1", report.policy());
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void answerThatOpensslKeptIsVerified() throws Exception {
    opensslTsa();
    openssl("ts", "-query", "-data", data.toString(), "-sm3", "-cert", "-out", at("query"));
    reply("query", "data.tsr");
    TrustStore store = TrustStore.load(List.of(folder.resolve("tsa.pem")));
    Path answer = folder.resolve("data.tsr");
    assertEquals(Report.Verdict.VALID, stamps.verify(answer, data, store, Instant.now()).verdict());
    StampReport untrusted = stamps.verify(answer, data, TrustStore.empty(), Instant.now());
    assertEquals(Report.Verdict.INDETERMINATE, untrusted.verdict());
    assertEquals(Report.Chain.UNTRUSTED, untrusted.chain());
  }

  @Test
  void tokenIsWorthNothingForAnotherFile() throws Exception {
    try (EmbeddedTrust trust = demo()) {
      stamps.stamp(data, "SM3", client(trust.tsaUri()), token);
      trust.writeRoots(folder.resolve("trust"));
      TrustStore store = TrustStore.load(List.of(folder.resolve("trust")));
      StampReport valid = stamps.verify(token, data, store, Instant.now());
      assertEquals(Report.Verdict.VALID, valid.verdict());
      assertTrue(valid.demo());
      Path other = Files.writeString(folder.resolve("other"), "other");
      StampReport broken = stamps.verify(token, other, store, Instant.now());
      assertEquals(Report.Verdict.INVALID, broken.verdict());
      assertEquals(
          List.of("timestamp-imprint-mismatch", "timestamp-revocation-not-checked"),
          broken.reasons());
    }
  }

  @Test
  void tokenOfAnAuthorityThatHasEndedProvesNothingByItself() throws Exception {
    try (EmbeddedTrust trust = demo()) {
      stamps.stamp(data, "SM3", client(trust.tsaUri()), token);
      trust.writeRoots(folder.resolve("trust"));
      TrustStore store = TrustStore.load(List.of(folder.resolve("trust")));
      Instant later = Instant.now().plus(Duration.ofDays(36_500));
      StampReport report = stamps.verify(token, data, store, later);
      assertEquals(Report.Verdict.INDETERMINATE, report.verdict());
      assertEquals(Report.Chain.EXPIRED, report.chain());
      assertTrue(report.reasons().contains("timestamp-certificate-ended-unprotected"));
    }
  }

  @Test
  void authorityThatRefusesOrStampsSomethingElseLeavesNoToken() throws Exception {
    try (EmbeddedTrust trust = demo()) {
      for (Fault fault : List.of(Fault.REFUSE, Fault.OTHER_KEY)) {
        trust.tsaFault(fault);
        assertThrows(
            ServiceException.TsaRefused.class,
            () -> stamps.stamp(data, "SM3", client(trust.tsaUri()), token));
      }
    }
    URI dead = URI.create("http://127.0.0.1:1/");
    assertThrows(
        ServiceException.TsaUnreachable.class,
        () -> stamps.stamp(data, "SM3", client(dead), token));
    assertThrows(
        FileException.OutputIsInput.class, () -> stamps.stamp(data, "SM3", client(dead), data));
    assertThrows(
        FileException.InputUnreadable.class,
        () -> stamps.stamp(folder, "SM3", client(dead), token));
    assertFalse(Files.exists(token));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
    }
  }

  @Test
  void emptyAnswerIsARefusalAndAnEmptyTokenIsMalformed() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      assertThrows(
          ServiceException.TsaRefused.class, () -> stamps.stamp(data, "SM3", client(uri), token));
    } finally {
      server.stop(0);
    }
    Files.createFile(token);
    assertThrows(
        CmsException.Malformed.class,
        () -> stamps.verify(token, data, TrustStore.empty(), Instant.now()));
  }

  @Test
  void thousandMutationsAndThousandTruncationsGiveAnAnswerOrATypedRefusal() throws Exception {
    byte[] whole;
    TrustStore store;
    try (EmbeddedTrust trust = demo()) {
      stamps.stamp(data, "SM3", client(trust.tsaUri()), token);
      whole = Files.readAllBytes(token);
      trust.writeRoots(folder.resolve("trust"));
      store = TrustStore.load(List.of(folder.resolve("trust")));
    }
    Files.writeString(data, "another file, so that no token may be valid");
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      if (i % 2 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(token, bytes);
      try {
        Report.Verdict verdict = stamps.verify(token, data, store, Instant.now()).verdict();
        assertTrue(verdict != Report.Verdict.VALID, "mutation " + i);
      } catch (CmsException.Malformed e) {
        refused++;
      }
    }
    assertTrue(refused >= 1000, "truncations at least: " + refused);
  }
}
