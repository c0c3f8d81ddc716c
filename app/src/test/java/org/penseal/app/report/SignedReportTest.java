// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/** A report that the workplace signs, and the time that a timestamp service proves of it. */
@Slow
@SuppressWarnings("NullAway.Init") // before all tests, and before each
class SignedReportTest {
  @TempDir static Path keys;
  private static DemoTrust trust;

  @TempDir Path folder;
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
    Path file = folder.resolve("file.pdf");
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
    new ReportFile(Texts.of("en"), ZoneOffset.UTC, Instant.now(), Station.SOFTWARE)
        .signedBy(Optional.of(StatementKey.of(trust.station())), tsa)
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
    ServiceException.TsaUnreachable refused =
        assertThrows(
            ServiceException.TsaUnreachable.class, () -> write(Optional.of(asking(nobody()))));
    assertEquals("tsa-unreachable", Problems.of(refused).code());
    assertEquals("earlier", Files.readString(report));
    try (var all = Files.list(folder)) {
      assertEquals(2, all.count(), "no part of a report is left");
    }
  }

  @Test
  void serviceThatNobodyTrustsDoesNotStamp() {
    TimestampClient strange = asking(trust.embedded().tsaUri()).trusting(TrustStore.empty());
    assertThrows(ServiceException.TsaUntrusted.class, () -> write(Optional.of(strange)));
    assertFalse(Files.exists(report));
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
