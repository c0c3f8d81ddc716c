// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.settings.SettingsFile;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.text.Texts;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.StationKey;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.tls.TlsTrust;

/** Each check against what is well and what is not. */
class DoctorTest {
  private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");

  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private static CheckFinding.State state(CheckFinding one) {
    return one.state();
  }

  private static CheckFinding of(List<CheckFinding> all, String part) {
    return all.stream().filter(each -> each.part().equals(part)).findFirst().orElseThrow();
  }

  private List<CheckFinding> examined(Path data, Clock clock) throws Exception {
    return new Doctor(clock)
        .examine(data, () -> WorkplaceSettings.of(data, null, Secret.Asker.NOBODY));
  }

  @Test
  void aDataFolderThatOthersMayEnterIsToldWithTheCommandThatClosesIt() throws Exception {
    Path data = Files.createDirectory(folder.resolve("it's data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    CheckFinding open = HostChecks.permissions(data).getFirst();
    assertEquals(CheckFinding.State.WARNING, open.state());
    FindingWords words = new FindingWords(open, Texts.of("en"));
    assertEquals("folder-open", words.code());
    String command = words.command().orElseThrow();
    Process shell = new ProcessBuilder("bash", "-c", command).inheritIO().start();
    assertEquals(0, shell.waitFor(), command);
    assertEquals(CheckFinding.State.GOOD, HostChecks.permissions(data).getFirst().state());
  }

  @Test
  void littleRoomIsAWarningAndNoneAFailure() {
    assertEquals(CheckFinding.State.GOOD, state(HostChecks.room(folder, 1000)));
    assertEquals(CheckFinding.State.WARNING, state(HostChecks.room(folder, 999)));
    assertEquals(CheckFinding.State.FAILED, state(HostChecks.room(folder, 99)));
    assertEquals(CheckFinding.State.GOOD, state(HostChecks.disk(List.of(folder)).getFirst()));
  }

  @Test
  void whatIsPluggedInMustBeOpenable() throws Exception {
    Path mine = Files.createFile(folder.resolve("hidraw0"));
    CheckFinding good = HostChecks.access(Stream.of(mine)).getFirst();
    assertEquals(CheckFinding.State.GOOD, good.state());
    CheckFinding none = HostChecks.access(Stream.of(folder.resolve("gone"))).getFirst();
    assertEquals("nothing-attached", none.found());
  }

  @Test
  void aClockOffByMoreThanTheAnswerTookIsTold() {
    Duration exact = Duration.ofSeconds(1);
    Instant answered = NOW.plusSeconds(2);
    assertEquals(
        CheckFinding.State.GOOD,
        state(TimeChecks.compared(NOW, NOW.plusSeconds(1), exact, answered, "tsa")));
    CheckFinding ahead = TimeChecks.compared(NOW, NOW.minusSeconds(60), exact, answered, "tsa");
    assertEquals(
        60, assertInstanceOf(UpkeepException.ClockDiffers.class, ahead.why()).by.toSeconds());
    CheckFinding behind = TimeChecks.compared(NOW, NOW.plusSeconds(62), exact, answered, "tsa");
    assertEquals(
        -60, assertInstanceOf(UpkeepException.ClockDiffers.class, behind.why()).by.toSeconds());
  }

  @Test
  void certificatesAreToldAMonthBeforeTheyEnd() throws Exception {
    X509Certificate desk =
        StationKey.generate("Desk 7", NOW, new SecureRandom()).chain().getFirst();
    Instant end = desk.getNotAfter().toInstant();
    List<X509Certificate> one = List.of(desk);
    Duration day = Duration.ofDays(1);
    CheckFinding well = TimeChecks.ends(one, end.minus(day.multipliedBy(31))).getFirst();
    assertEquals(CheckFinding.State.GOOD, well.state());
    CheckFinding soon = TimeChecks.ends(one, end.minus(day.multipliedBy(29))).getFirst();
    assertEquals(CheckFinding.State.WARNING, soon.state());
    CheckFinding ended = TimeChecks.ends(one, end.plus(day)).getFirst();
    assertEquals(CheckFinding.State.FAILED, ended.state());
    assertTrue(new FindingWords(ended, Texts.of("en")).text().contains("Desk 7"));
  }

  private static X509Certificate certificate(String name) throws Exception {
    return StationKey.generate(name, NOW, new SecureRandom()).chain().getFirst();
  }

  @Test
  void certificatesOfServicesCountToo() throws Exception {
    X509Certificate last = certificate("CMP");
    TlsTrust server = new TlsTrust(List.of(certificate("server of the authority")), null);
    Settings settings =
        Settings.in(folder.resolve("services"))
            .with(
                new Settings.Services(
                    Optional.of(
                        new Settings.Ca(
                            URI.create("https://ca.example/"),
                            random -> new CmpProtection("desk", "secret".toCharArray(), random),
                            List.of(last))),
                    List.of(),
                    new AuthorityAccess(
                        List.of(), server, Optional.of(certificate("answers of the authority"))),
                    Optional.empty()))
            .with(
                new Settings.Network(
                    new TlsTrust(List.of(certificate("servers")), null), Duration.ofSeconds(1)));
    Instant later = last.getNotAfter().toInstant().plus(Duration.ofDays(1));
    try (Station station = Station.open(settings)) {
      List<String> ended =
          new TimeChecks(station, Clock.fixed(later, ZoneOffset.UTC))
              .certificates().stream()
                  .map(each -> assertInstanceOf(UpkeepException.CertificateEnds.class, each.why()))
                  .map(each -> each.name)
                  .sorted()
                  .toList();
      assertEquals(
          List.of("CMP", "answers of the authority", "server of the authority", "servers"), ended);
    }
  }

  @Test
  void devicesThatWereChosenInTheWindowAreTried() throws Exception {
    Path data = Files.createDirectory(folder.resolve("chosen"));
    Files.writeString(
        SettingsFile.in(data), "demo-devices=false\npad=serial:" + folder.resolve("none") + "\n");
    CheckFinding pad = of(examined(data, Clock.systemUTC()), "pad");
    assertEquals(CheckFinding.State.FAILED, pad.state());
    FindingWords words = new FindingWords(pad, Texts.of("en"));
    assertTrue(words.hasRemedy());
    assertTrue(words.forAdministrator().startsWith(words.line()), words.forAdministrator());
  }

  @Test
  void aClockBehindTheArchiveIsTold() throws Exception {
    Path data = folder.resolve("data");
    Clock later = Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC);
    try (Archive archive = Archive.open(data, later, new SecureRandom())) {
      Instant at = later.instant();
      archive.begin(
          new CaseRow(
              "a", "b", "OPENED", at, at, "c.pdf", "0".repeat(64), 1, folder.resolve("d.pdf")),
          30);
    }
    List<CheckFinding> found = examined(data, Clock.fixed(NOW, ZoneOffset.UTC));
    assertInstanceOf(UpkeepException.ClockBehind.class, of(found, "clock").why());
    assertEquals(
        CheckFinding.State.NOTE, of(examined(data, later), "clock").state(), "nobody else to ask");
  }

  @Test
  void anArchiveThatCannotBeOpenedLeavesTheOtherChecks() throws Exception {
    Path data = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(data.resolve("archive.key"), "too short");
    List<CheckFinding> found = examined(data, Clock.systemUTC());
    assertEquals(CheckFinding.State.FAILED, of(found, "archive").state());
    assertEquals(CheckFinding.State.GOOD, of(found, "disk").state());
    assertEquals(false, Doctor.isWell(found));
  }

  @Test
  void everyPartAndNoteHasWordsInBothLanguages() throws Exception {
    for (String language : List.of("en", "zh")) {
      Texts texts = Texts.of(language);
      for (CheckFinding each : examined(folder.resolve("new"), Clock.systemUTC())) {
        FindingWords words = new FindingWords(each, texts);
        assertTrue(!words.name().isBlank() && !words.text().isBlank(), each.toString());
      }
    }
  }
}
