// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/** A report that the workplace signs, and the time that a timestamp service proves of it. */
@Slow
@SuppressWarnings("NullAway.Init") // before all tests, and before each
class SignedReportTest {
  @TempDir static Path keys;
  private static DemoTrust trust;

  @TempDir Path folder;
  private Path file;
  private VerifiedFile verified;
  private Path report;

  @BeforeAll
  static void services() throws Exception {
    Station.registerProvider();
    trust = DemoTrust.start(keys.resolve("demo"), Clock.systemUTC(), new SecureRandom());
  }

  @AfterAll
  static void end() {
    trust.close();
  }

  @BeforeEach
  void verify() throws Exception {
    report = folder.resolve("report.pdf");
    file = folder.resolve("file.pdf");
    DemoReport.write(file);
    verified = verified(file);
  }

  private static VerifiedFile verified(Path file) throws Exception {
    return new Verification(trust.store(), Optional.empty(), Instant.now())
        .thorough()
        .of(file, Optional.empty());
  }

  private static TimestampClient asking(URI... services) {
    return new TimestampClient(
        List.of(services), Duration.ofSeconds(20), Hashing.jca(), new SecureRandom());
  }

  private void write(Optional<TimestampClient> tsa) throws Exception {
    write(StatementKey.of(trust.station()), tsa);
  }

  private void write(StatementKey key, Optional<TimestampClient> tsa) throws Exception {
    new ReportFile(Texts.of("en", ZoneOffset.UTC), Instant.now(), Station.SOFTWARE)
        .signedBy(Optional.of(key), tsa)
        .write(verified, report);
  }

  private Report.Signed signature() throws Exception {
    List<VerifiedFile.Entry> all = verified(report).signatures();
    assertEquals(1, all.size());
    assertTrue(all.getFirst().signed().intact());
    return all.getFirst().signed();
  }

  @Test
  void timestampServiceOfTheWorkplaceProvesTheTimeOfAReport() throws Exception {
    Instant before = Instant.now().minusSeconds(2);
    write(Optional.of(asking(trust.embedded().tsaUri()).trusting(trust.store())));
    Report.Signed signed = signature();
    assertEquals("pades-t", signed.profile());
    assertEquals(Report.TimeKind.SIGNATURE_TIMESTAMP, signed.time().kind());
    assertFalse(Objects.requireNonNull(signed.time().at()).isBefore(before));
  }

  @Test
  void withoutAServiceAReportIsSignedWithoutATimestamp() throws Exception {
    write(Optional.empty());
    assertEquals("pades-b", signature().profile());
    assertEquals(Report.Time.NONE, signature().time());
  }

  @Test
  void withoutAnAnswerNoReportIsWrittenAndAnEarlierOneStays() throws Exception {
    Files.writeString(report, "earlier");
    FileException.ReportNotStamped refused =
        assertThrows(
            FileException.ReportNotStamped.class, () -> write(Optional.of(asking(nobody()))));
    assertInstanceOf(ServiceException.TsaUnreachable.class, refused.service);
    assertEquals("earlier", Files.readString(report));
    try (var all = Files.list(folder)) {
      assertEquals(2, all.count(), "no part of a report is left");
    }
  }

  @Test
  void serviceThatNobodyTrustsDoesNotStamp() {
    TimestampClient strange = asking(trust.embedded().tsaUri()).trusting(TrustStore.empty());
    FileException.ReportNotStamped refused =
        assertThrows(FileException.ReportNotStamped.class, () -> write(Optional.of(strange)));
    assertInstanceOf(ServiceException.TsaUntrusted.class, refused.service);
    assertFalse(Files.exists(report));
  }

  @Test
  void fileThatChangesWhileTheServiceIsWaitedForGetsNoReport() throws Exception {
    HttpServer slow =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.createContext("/", this::answerAfterAChange);
    slow.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + slow.getAddress().getPort() + "/");
      TimestampClient tsa = asking(address).trusting(trust.store());
      assertThrows(FileException.VerifiedChanged.class, () -> write(Optional.of(tsa)));
    } finally {
      slow.stop(0);
    }
    assertFalse(Files.exists(report));
  }

  // What the demo's service answers, once the file is another one.
  private void answerAfterAChange(HttpExchange exchange) throws IOException {
    HttpURLConnection asked =
        (HttpURLConnection) trust.embedded().tsaUri().toURL().openConnection();
    asked.setDoOutput(true);
    asked.setRequestProperty("Content-Type", "application/timestamp-query");
    exchange.getRequestBody().transferTo(asked.getOutputStream());
    try (InputStream in = asked.getInputStream()) {
      byte[] answer = in.readAllBytes();
      Files.write(file, new byte[] {'%'}, StandardOpenOption.APPEND);
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } finally {
      exchange.close();
    }
  }

  /** The workplace's own, counted. */
  private record Counted(StatementKey key, AtomicInteger opened) implements StatementKey {
    @Override
    public List<X509Certificate> chain() {
      return key.chain();
    }

    @Override
    public SigningKey open() throws SigningException {
      opened.incrementAndGet();
      return key.open();
    }
  }

  @Test
  void keyIsOpenedForAPdfOnly() throws Exception {
    Counted key = new Counted(StatementKey.of(trust.station()), new AtomicInteger());
    report = folder.resolve("report.html");
    write(key, Optional.empty());
    assertTrue(Files.exists(report));
    assertEquals(0, key.opened.get());
    report = folder.resolve("report.pdf");
    write(key, Optional.empty());
    assertTrue(key.opened.get() > 0);
  }

  @Test
  void anotherServiceStampsInItsPlace() throws Exception {
    write(Optional.of(asking(nobody(), trust.embedded().tsaUri()).trusting(trust.store())));
    assertEquals("pades-t", signature().profile());
  }

  // A port that was free a moment ago.
  private static URI nobody() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + free.getLocalPort() + "/");
    }
  }
}
