// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;
import org.penseal.trust.embedded.EmbeddedTrust;

/** A timestamp service behind the JDK's HTTPS server, from the command line. */
@Slow
class TlsCommandTest {
  private static final String CA = "basicConstraints=critical,CA:TRUE";

  @TempDir Path folder;
  private Path out;
  private KeyFile key;
  private KeyFile site;
  private EmbeddedTrust trust;
  private HttpsServer server;
  private volatile boolean asked;
  private volatile URI upstream = URI.create("");
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    DemoReport.write(folder.resolve("in.pdf"));
    out = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
    key = KeyFile.make(folder, "-newkey", "rsa:2048");
    site = KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "subjectAltName=DNS:localhost");
    http = HttpClient.newHttpClient();
    Path keys = Files.createDirectory(folder.resolve("keys"));
    trust =
        EmbeddedTrust.start(
            keys, request -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
    upstream = trust.tsaUri();
    char[] password = "pw".toCharArray();
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(KeyStore.getInstance(site.file().toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory known = TrustManagerFactory.getInstance("PKIX");
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    try (InputStream in = Files.newInputStream(key.certificate())) {
      clients.setCertificateEntry(
          "client", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    known.init(clients);
    context.init(managers.getKeyManagers(), known.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 1);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters chosen = context.getDefaultSSLParameters();
            chosen.setNeedClientAuth(asked);
            parameters.setSSLParameters(chosen);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = pass(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.createContext(
        "/crl",
        exchange -> {
          byte[] list = Files.readAllBytes(folder.resolve("list.crl"));
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.start();
  }

  private byte[] pass(byte[] query) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(upstream)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    trust.close();
    http.close();
  }

  private CommandLineRun sign(String tsa, Object... further) {
    List<Object> words = new ArrayList<>(List.of("sign", folder.resolve("in.pdf"), "--out", out));
    words.addAll(List.of("--lang", "en", "--data", folder.resolve("data"), "--tsa", tsa));
    words.addAll(List.of("--key", key.file(), "--password-file", key.password()));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private String address(String start) {
    return start + ":" + server.getAddress().getPort() + "/tsa";
  }

  @Test
  void timestampComesFromAServiceWhoseRootIsGiven() throws Exception {
    trust.writeRoots(folder.resolve("data/trust"));
    CommandLineRun run = sign(address("https://localhost"), "--tls-trust", site.certificate());
    assertEquals(0, run.exit(), run.err());
    Path roots = folder.resolve("roots");
    trust.writeRoots(roots);
    Files.copy(key.certificate(), roots.resolve("signer").resolve("own.pem"));
    CommandLineRun verified = CommandLineRun.of("verify", out, "--json", "--trust", roots);
    assertEquals(
        "signature-timestamp",
        new ObjectMapper().readTree(verified.out()).at("/signatures/0/time/kind").asText());
    assertEquals(0, verified.exit(), verified.out());
  }

  private void refused(String code, int exit, String tsa) {
    CommandLineRun run = sign(tsa, "--tls-trust", site.certificate());
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertFalse(Files.exists(out));
  }

  @Test
  void serviceThatIsNotBelievedIsNotUsed() {
    CommandLineRun run = sign(address("https://localhost"));
    assertEquals("server-untrusted", run.code(), run.err());
    assertEquals(2, run.exit());
    assertFalse(Files.exists(out));
    refused("server-wrong-host", 2, address("https://127.0.0.1"));
    refused("tls-failed", 2, address("sm+https://localhost"));
    refused("tsa-unreachable", 2, "sm+https://localhost:1/");
    refused("usage", 64, "ftp://localhost/");
  }

  // Without the server's root it is refused; with it the command does its work.
  private void speaksTls(List<Object> further, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(further);
    all.addAll(List.of("--lang", "en", "--data", folder.resolve("data")));
    all.addAll(List.of("--tsa", address("https://localhost")));
    CommandLineRun refused = CommandLineRun.of(all.toArray());
    assertEquals("server-untrusted", refused.code(), refused.err());
    assertEquals(2, refused.exit());
    all.addAll(List.of("--tls-trust", site.certificate()));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertEquals(0, run.exit(), run.err());
  }

  @Test
  void everyCommandThatHasSomethingStampedTakesTheSameTlsOptions() throws Exception {
    Path in = folder.resolve("in.pdf");
    // Certificates that are roots themselves: nobody can be asked whether they were revoked.
    try (OpensslTsa own = OpensslTsa.start(folder)) {
      upstream = own.address();
      Path roots = Files.createDirectories(folder.resolve("data/trust/tsa"));
      Files.copy(own.certificate(), roots.resolve("own.pem"));
      List<Object> signs = List.of("--key", key.file(), "--password-file", key.password());
      speaksTls(signs, "sign", in, "--profile", "pades-t", "--out", out);
      speaksTls(signs, "data", "sign", in, "--out", folder.resolve("in.p7s"));
      speaksTls(List.of(), "timestamp", in, "--out", folder.resolve("stamp.tst"));
      Path longer = folder.resolve("longer.pdf");
      speaksTls(List.of(), "extend", out, "--out", longer, "--trust", key.certificate());
      speaksTls(List.of(), "evidence", "anchor");
    }
  }

  @Test
  void keyIsShownToAServiceThatAsksForOne() throws Exception {
    trust.writeRoots(folder.resolve("data/trust"));
    asked = true;
    List<Object> words = new ArrayList<>(List.of("timestamp", folder.resolve("in.pdf")));
    words.addAll(List.of("--data", folder.resolve("data"), "--lang", "en"));
    words.addAll(List.of("--tsa", address("https://localhost")));
    words.addAll(List.of("--tls-trust", site.certificate()));
    assertEquals("tls-failed", CommandLineRun.of(words.toArray()).code());
    words.addAll(List.of("--tls-key", key.file(), "--tls-password-file", key.password()));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run.err());
  }

  @Test
  void keyOfATokenIsShownToAServiceThatAsksForOne() throws Exception {
    trust.writeRoots(folder.resolve("data/trust"));
    asked = true;
    SoftHsm hsm = SoftHsm.make(Files.createDirectory(folder.resolve("hsm")));
    hsm.put("pkey", "privkey", key.certificate().resolveSibling("key.pem"), "01", "tls");
    hsm.put("x509", "cert", key.certificate(), "01", "tls");
    Path pin = Files.writeString(folder.resolve("pin"), "123456\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "654321\n");
    List<Object> words = new ArrayList<>(List.of("timestamp", folder.resolve("in.pdf")));
    words.addAll(List.of("--data", folder.resolve("data"), "--lang", "en"));
    words.addAll(List.of("--tsa", address("https://localhost")));
    words.addAll(List.of("--tls-trust", site.certificate()));
    words.addAll(List.of("--tls-key", "pkcs11:" + hsm.library() + "?label=tls"));
    assertEquals("usage", CommandLineRun.of(words.toArray()).code());
    words.addAll(List.of("--tls-password-file", wrong));
    assertEquals("token-pin-wrong-untold", CommandLineRun.of(words.toArray()).code());
    words.set(words.size() - 1, pin);
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run.err());
    words.addAll(List.of("--out", folder.resolve("second.tst")));
    Files.writeString(hsm.control(), "sign 32\n");
    CommandLineRun pulled = CommandLineRun.of(words.toArray());
    assertEquals("token-removed", pulled.code(), pulled.err());
    assertEquals(2, pulled.exit());
    Files.writeString(hsm.control(), "");
    Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
    ofTheWorkplace(hsm, pin);
  }

  private void ofTheWorkplace(SoftHsm hsm, Path pin) throws Exception {
    Files.writeString(
        folder.resolve("data/workplace.json"),
        """
        {"version": 1, "timestamp": ["%s"],
         "network": {"trust": ["%s"], "key": {"key": "pkcs11:%s?label=tls", "secret": "file:%s"}}}
        """
            .formatted(address("https://localhost"), site.certificate(), hsm.library(), pin));
    CommandLineRun run =
        CommandLineRun.of(
            "timestamp",
            folder.resolve("in.pdf"),
            "--data",
            folder.resolve("data"),
            "--lang",
            "en",
            "--out",
            folder.resolve("third.tst"));
    assertEquals(0, run.exit(), run.err());
  }

  @Test
  void revocationIsAskedForOverTlsToo() throws Exception {
    Path ca = KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", CA).certificate();
    Path caKey = ca.resolveSibling("key.pem");
    String place =
        "crlDistributionPoints=URI:" + address("https://localhost").replace("tsa", "crl");
    KeyFile leaf =
        KeyFile.make(
            folder, "-newkey", "rsa:2048", "-CA", "" + ca, "-CAkey", "" + caKey, "-addext", place);
    Path config = folder.resolve("ca.cnf");
    Path index = Files.createFile(folder.resolve("index.txt"));
    Files.writeString(
        config, "[ca]\ndefault_ca=one\n[one]\ndatabase=" + index + "\ndefault_md=sha256\n");
    Path pem = folder.resolve("list.pem");
    KeyFile.openssl(
        0,
        "ca",
        "-gencrl",
        "-config",
        config,
        "-crldays",
        "3",
        "-cert",
        ca,
        "-keyfile",
        caKey,
        "-out",
        pem);
    KeyFile.openssl(0, "crl", "-in", pem, "-outform", "DER", "-out", folder.resolve("list.crl"));
    Path signature = folder.resolve("in.pdf.p7s");
    CommandLineRun made =
        CommandLineRun.of(
            "data",
            "sign",
            folder.resolve("in.pdf"),
            "--out",
            signature,
            "--key",
            leaf.file(),
            "--password-file",
            leaf.password());
    assertEquals(0, made.exit(), made.err());
    List<Object> words = new ArrayList<>(List.of("data", "verify", signature, "--trust", ca));
    words.addAll(List.of("--online", "--require-revocation", "--json"));
    assertEquals(2, CommandLineRun.of(words.toArray()).exit());
    words.addAll(List.of("--tls-trust", site.certificate()));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(0, run.exit(), run.out() + run.err());
    words.remove("--online");
    assertEquals("usage", CommandLineRun.of(words.toArray()).code());
  }

  @Test
  void whatGoesWithAnOptionThatIsNotThereIsWrongUsage() {
    String tsa = address("https://localhost");
    assertEquals("usage", sign(tsa, "--tls-password-file", key.password()).code());
    assertEquals("usage", sign(tsa, "--ca-secret-file", key.password()).code());
    assertEquals("usage", sign(tsa, "--ca-reference", "desk").code());
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void rootsThatAreNamedAndNotThereDoNotMakeRoomForThoseOfTheJdk() throws Exception {
    Path empty = folder.resolve("roots");
    Files.createDirectories(empty.resolve("signer"));
    CommandLineRun run = sign(address("https://localhost"), "--tls-trust", empty);
    assertEquals("bad-certificate", run.code(), run.err());
    assertEquals(65, run.exit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo:bar",
        "localhost",
        "http:///tsa",
        "ftp://localhost/",
        "http://localhost:99999/",
        "http://localhost:0/",
        "http://who:secret@localhost/",
        "http://local host/",
        ""
      })
  void addressThatIsNoneIsWrongUsageInEveryCommand(String address) {
    Path in = folder.resolve("in.pdf");
    List<List<Object>> commands =
        List.of(
            List.of("sign", in, "--out", out, "--key", key.file(), "--tsa", address),
            List.of("sign", in, "--out", out, "--key", key.file(), "--ca", address),
            List.of("sign", in, "--out", out, "--key", key.file(), "--authority", address),
            List.of("extend", in, "--out", out, "--tsa", address),
            List.of("timestamp", in, "--tsa", address),
            List.of("data", "sign", in, "--out", out, "--key", key.file(), "--tsa", address),
            List.of("evidence", "anchor", "--tsa", address));
    for (List<Object> words : commands) {
      List<Object> all = new ArrayList<>(words);
      all.addAll(List.of("--data", folder.resolve("data"), "--lang", "en"));
      CommandLineRun run = CommandLineRun.of(all.toArray());
      assertEquals("usage", run.code(), words + run.err());
      assertEquals(64, run.exit());
      assertFalse(run.err().contains("secret"), run.err());
      assertFalse(Files.exists(folder.resolve("data")), words.toString());
    }
  }
}
