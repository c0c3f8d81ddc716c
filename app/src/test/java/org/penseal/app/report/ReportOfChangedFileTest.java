// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VisualCheck;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.FileException;
import org.penseal.trust.TrustStore;

/** Nobody vouches for bytes that were not verified. */
@SuppressWarnings("NullAway.Init") // before each test
class ReportOfChangedFileTest {
  @TempDir Path folder;
  private Path file;
  private VerifiedFile verified;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void verify() throws Exception {
    file = folder.resolve("file.pdf");
    DemoReport.write(file);
    verified =
        new Verification(TrustStore.empty(), Optional.empty(), Instant.now())
            .thorough()
            .of(file, Optional.empty());
  }

  // Of the same length, written at the same time as far as a file says.
  private void change() throws Exception {
    FileTime written = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, written);
  }

  private static ReportFile reports() {
    return new ReportFile(Texts.of("en", ZoneOffset.UTC), Instant.EPOCH, Station.SOFTWARE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "report.pdf"})
  void noReportIsWrittenOfAFileThatWasChangedSinceItWasVerified(String name) throws Exception {
    change();
    Path report = folder.resolve(name);
    FileException.VerifiedChanged changed =
        assertThrows(FileException.VerifiedChanged.class, () -> reports().write(verified, report));
    assertEquals("verified-changed", Problems.of(changed).code());
    assertFalse(Files.exists(report));
  }

  @Test
  void noReportIsWrittenIfItChangesWhileItIsWritten() {
    Path report = folder.resolve("report.html");
    ReportFile.Section changing =
        new ReportFile.Section() {
          @Override
          public String policy() {
            return "default-src 'none'";
          }

          @Override
          public String of(VerifiedFile of) throws java.io.IOException {
            Files.write(file, new byte[] {'%'}, java.nio.file.StandardOpenOption.APPEND);
            return "";
          }
        };
    assertThrows(
        FileException.VerifiedChanged.class,
        () -> reports().with(changing).write(verified, report));
    assertFalse(Files.exists(report));
  }

  @Test
  void reportNamesTheDigestOfWhatWasVerified() throws Exception {
    String digest = Sm3.hex(Files.readAllBytes(file));
    assertEquals(Optional.of(digest), verified.bytes().sm3());
    // Touched, and the same all the same.
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    String page = reports().html(verified).replaceAll("<[^>]*>|\\s", "");
    assertTrue(page.contains(digest), page);
  }

  @Test
  void pagesOfAChangedFileAreNotLookedAt() throws Exception {
    assertEquals(verified.verdict(), VisualCheck.of(verified, null).verdict());
    Files.write(file, new byte[] {'%'}, java.nio.file.StandardOpenOption.APPEND);
    assertThrows(FileException.VerifiedChanged.class, () -> VisualCheck.of(verified, null));
  }

  @Test
  void withoutADigestWhatTheSystemTellsDecides() throws Exception {
    VerifiedFile quick =
        new Verification(TrustStore.empty(), Optional.empty(), Instant.now())
            .of(file, Optional.empty());
    assertEquals(Optional.empty(), quick.bytes().sm3());
    quick.bytes().requireSame(file);
    Files.write(file, new byte[] {'%'}, java.nio.file.StandardOpenOption.APPEND);
    assertThrows(FileException.VerifiedChanged.class, () -> quick.bytes().requireSame(file));
  }
}
