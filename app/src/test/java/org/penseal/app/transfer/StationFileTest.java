// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.disk.StateFolder;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.FrozenEvidence;
import org.penseal.app.store.StoreException;
import org.penseal.app.upkeep.UpkeepException.NotTaken;
import org.penseal.app.workplace.Station;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.data.Sealer;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** A station that moves is the same on the other side, or does not move. */
@Slow
class StationFileTest {
  private static final Octets PASSWORD = Octets.of("a long one".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private Path data;
  private Path there;
  private Path file;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void station() throws Exception {
    data = folder.resolve("here/data");
    there = folder.resolve("there/data");
    file = folder.resolve("station.penseal");
    try (Archive archive = open(data)) {
      begin(archive, "c1");
      begin(archive, "c2");
    }
    Files.writeString(data.resolve("workplace.json"), "{\"version\": 1}");
    Path roots = Files.createDirectories(data.resolve("trust/tsa"));
    Files.writeString(roots.resolve("root.pem"), "a root");
    Path logs = Files.createDirectories(data.resolve("logs"));
    Files.writeString(logs.resolve("penseal.log"), "of this computer");
  }

  private static Archive open(Path data) throws StoreException {
    return Archive.open(data, Clock.systemUTC(), new SecureRandom());
  }

  private static void begin(Archive archive, String id) throws StoreException {
    Instant now = Instant.now();
    archive.begin(
        new CaseRow(id, "b", "OPENED", now, now, "张伟.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
        30);
  }

  // Most of these tests are not about guessing the password.
  private static Recipient soonOpened(Octets password) {
    return new Recipient.Secret(password, 1000);
  }

  private static StationFile moving() {
    return new StationFile(new SecureRandom(), Clock.systemUTC(), StationFileTest::soonOpened);
  }

  private static List<Path> leftBehind(Path beside) throws Exception {
    try (Stream<Path> all = Files.list(beside)) {
      return all.filter(each -> each.getFileName().toString().startsWith(".penseal")).toList();
    }
  }

  private void assertNothingCame() throws Exception {
    assertFalse(Files.exists(there));
    if (Files.exists(folder.resolve("there"))) {
      assertEquals(List.of(), leftBehind(folder.resolve("there")));
    }
  }

  @Test
  void settingsTrustAndArchiveAreTheSameOnTheOtherSide() throws Exception {
    StationFile.Moved sent =
        new StationFile(new SecureRandom(), Clock.systemUTC()).write(data, PASSWORD, file);
    assertEquals(2, sent.entries());
    String octets = HexFormat.of().formatHex(Files.readAllBytes(file));
    assertTrue(octets.contains("02030927c0"), "600,000 iterations");
    StationFile.Moved came = moving().take(file, PASSWORD, there);
    assertEquals(sent, came);
    try (Archive archive = open(there)) {
      archive.log().requireSound();
      assertEquals(2, archive.log().verify());
      assertEquals("张伟.pdf", archive.find("c1").documentName());
      begin(archive, "c3"); // work goes on there
    }
    for (String each : List.of("workplace.json", "trust/tsa/root.pem", "archive.key")) {
      assertArrayEquals(
          Files.readAllBytes(data.resolve(each)), Files.readAllBytes(there.resolve(each)), each);
    }
    assertFalse(Files.exists(there.resolve("logs")));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(there)));
    assertEquals(List.of(), leftBehind(folder));
    assertEquals(List.of(), leftBehind(folder.resolve("there")));
  }

  @Test
  void nobodyReadsItWithoutThePassword() throws Exception {
    moving().write(data, PASSWORD, file);
    String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertFalse(raw.contains("workplace") || raw.contains("SQLite"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Octets wrong = Octets.of("another".getBytes(StandardCharsets.UTF_8));
    assertThrows(SigningException.class, () -> moving().take(file, wrong, there));
    assertNothingCame();
  }

  @Test
  void oneAlteredByteIsNotTakenOver() throws Exception {
    moving().write(data, PASSWORD, file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThrows(SigningException.class, () -> moving().take(file, PASSWORD, there));
    assertNothingCame();
  }

  @Test
  void anArchiveThatWasEditedDoesNotMove() throws Exception {
    try (Connection edit =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("archive.db"));
        Statement statement = edit.createStatement()) {
      statement.execute("UPDATE event SET detail = 'edited' WHERE number = 1");
    }
    assertThrows(StoreException.Altered.class, () -> moving().write(data, PASSWORD, file));
    assertFalse(Files.exists(file));
  }

  @Test
  void dataThatAreThereAreNotOverwritten() throws Exception {
    moving().write(data, PASSWORD, file);
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().take(file, PASSWORD, data));
    assertEquals(NotTaken.Why.TAKEN, refused.why);
  }

  private Path zipped(Map<String, byte[]> entries) throws Exception {
    Path zip = folder.resolve("made.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        out.write(each.getValue());
      }
    }
    return zip;
  }

  private void sealed(Map<String, byte[]> entries) throws Exception {
    Path zip = zipped(entries);
    new Sealer(new SecureRandom(), Clock.systemUTC())
        .seal(zip, EnvelopeForm.AUTHENTICATED, List.of(soonOpened(PASSWORD)), file);
  }

  @Test
  void aFormInWhichChangesAreNotSeenIsRefused() throws Exception {
    moving().write(data, PASSWORD, file);
    Path zip = folder.resolve("station.zip");
    Sealer sealer = new Sealer(new SecureRandom(), Clock.systemUTC());
    sealer.open(file, new Opener.Secret(PASSWORD), zip);
    sealer.seal(zip, EnvelopeForm.CMS, List.of(soonOpened(PASSWORD)), file);
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().take(file, PASSWORD, there));
    assertEquals(NotTaken.Why.FORM, refused.why);
    assertNothingCame();
  }

  @Test
  void aNewerFormIsRefusedWithItsVersion() throws Exception {
    String newer = "{\"form\": \"penseal-station/2\", \"version\": \"9.9\", \"files\": {}}";
    sealed(Map.of(Contents.NAME, newer.getBytes(StandardCharsets.UTF_8)));
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().take(file, PASSWORD, there));
    assertEquals(NotTaken.Why.NEWER, refused.why);
    assertEquals("9.9", refused.what);
    assertNothingCame();
  }

  @Test
  void nothingIsWrittenOutsideOfTheFolder() throws Exception {
    String escape =
        "{\"form\": \"penseal-station/1\", \"version\": \"1\", \"files\":"
            + " {\"../../escaped\": {\"bytes\": 1, \"sm3\": \"00\"}}}";
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(Contents.NAME, escape.getBytes(StandardCharsets.UTF_8));
    entries.put("../../escaped", new byte[] {1});
    sealed(entries);
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().take(file, PASSWORD, there));
    assertEquals(NotTaken.Why.DIFFERS, refused.why);
    assertNothingCame();
    assertFalse(Files.exists(folder.resolve("escaped")));
    assertFalse(Files.exists(folder.resolve("there/escaped")));
  }

  @Test
  void anArchiveOfANewerVersionIsLeftAsItIs() throws Exception {
    String archive = "jdbc:sqlite:" + data.resolve("archive.db");
    try (Connection newer = DriverManager.getConnection(archive);
        Statement statement = newer.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '999', 'of tomorrow',"
              + " type, 'V999__of_tomorrow.sql', checksum, installed_by, installed_on,"
              + " execution_time, success FROM flyway_schema_history WHERE version = '8'");
    }
    byte[] before = Files.readAllBytes(data.resolve("archive.db"));
    assertThrows(StoreException.Newer.class, () -> open(data));
    assertThrows(StoreException.Newer.class, () -> moving().write(data, PASSWORD, file));
    assertTrue(Files.size(data.resolve("archive.db")) == before.length);
  }

  @Test
  void aFolderReachedByALinkIsExportedWhole() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    StationFile.Moved sent = moving().write(link, PASSWORD, file);
    assertEquals(sent, moving().take(file, PASSWORD, there));
    assertArrayEquals(
        Files.readAllBytes(data.resolve("archive.key")),
        Files.readAllBytes(there.resolve("archive.key")));
  }

  @Test
  void aLinkInTheFolderIsNotLeftOutInSilence() throws Exception {
    Path outside = Files.writeString(folder.resolve("signer.p12"), "a key");
    Path link = Files.createSymbolicLink(data.resolve("signer.p12"), outside);
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().write(data, PASSWORD, file));
    assertEquals(NotTaken.Why.ENTRY, refused.why);
    assertEquals(link.toRealPath(LinkOption.NOFOLLOW_LINKS).toString(), refused.what);
    assertFalse(Files.exists(file));
    assertEquals(List.of(), leftBehind(data));
  }

  @Test
  void anExportWhileAnotherWritesIsTakenOver() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Exception> failed = new AtomicReference<>();
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Archive archive = open(data)) {
                    for (int i = 0; !enough.get(); i++) {
                      begin(archive, "w" + i);
                      frozen(archive, "w" + i);
                      begun.countDown();
                      written.incrementAndGet();
                    }
                  } catch (StoreException e) {
                    failed.set(e);
                  }
                });
    StationFile.Moved sent;
    try {
      assertTrue(begun.await(60, TimeUnit.SECONDS));
      int before;
      Instant limit = Instant.now().plus(Duration.ofSeconds(60));
      do { // on a busy machine the writer may stand still for as long as an export takes
        assertTrue(Instant.now().isBefore(limit), "nothing was written meanwhile");
        Files.deleteIfExists(file);
        before = written.get();
        sent = moving().write(data, PASSWORD, file);
      } while (written.get() == before);
    } finally {
      enough.set(true);
      writer.join(Duration.ofSeconds(120));
    }
    assertNull(failed.get());
    try (Stream<Path> witnesses = Files.list(StateFolder.archives())) {
      String id = archiveId();
      for (Path each : witnesses.filter(w -> w.toString().contains(id)).toList()) {
        Files.delete(each); // as on another computer
      }
    }
    assertEquals(sent, moving().take(file, PASSWORD, there));
  }

  private static void frozen(Archive archive, String id) throws StoreException {
    for (String state : List.of("CONSENTED", "IDENTIFIED", "SHOWN", "CAPTURED")) {
      archive.move(id, state, "");
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            id,
            "b",
            "2026-01-31T08:00:00Z",
            "2026-01-31T08:01:00Z",
            new Manifest.Document("application/pdf", 7, "ab".repeat(32)),
            new Manifest.Ink("00", 1, 1, 0, 0),
            null,
            new Manifest.Identity("portrait", "", "", "", null, null, false, Map.of(), null),
            new Manifest.Device("", "", "", "host"),
            null,
            List.of(1),
            List.of(),
            new Manifest.Software("penseal", "0"),
            "policy",
            null,
            null,
            null,
            null,
            null);
    archive.freeze(
        id,
        "FROZEN",
        new FrozenEvidence(
            manifest.encode(), List.of("ink of " + id), new byte[32], List.of(), 30));
  }

  @Test
  void nothingIsExportedWhileACaseIsWorkedOn() throws Exception {
    CaseFolder alive = CaseFolder.take(data.resolve("cases"), "c1").orElseThrow();
    alive.write("case.json", new byte[] {1});
    NotTaken refused = assertThrows(NotTaken.class, () -> moving().write(data, PASSWORD, file));
    assertEquals(NotTaken.Why.BUSY, refused.why);
    assertFalse(Files.exists(file));
    assertEquals(List.of(), leftBehind(data));
    alive.release();
    moving().write(data, PASSWORD, file);
    moving().take(file, PASSWORD, there);
    assertTrue(Files.exists(there.resolve("cases/c1/case.json")));
  }

  private String archiveId() throws Exception {
    try (Archive archive = open(data)) {
      return archive.log().head().archive();
    }
  }

  @Test
  void onlyWhatIsEncryptedIsWrittenBesideTheFile() throws Exception {
    Path stick = Files.createDirectories(folder.resolve("stick"));
    List<Path> plain = new ArrayList<>();
    // Draws of the sealing and of the examination fall between the steps.
    SecureRandom looking =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            try (Stream<Path> all = Files.walk(stick)) {
              all.filter(each -> each.toString().matches(".*(zip|db|key)")).forEach(plain::add);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            super.nextBytes(bytes);
          }
        };
    new StationFile(looking, Clock.systemUTC())
        .write(data, PASSWORD, stick.resolve("station.penseal"));
    assertEquals(List.of(), plain);
    assertEquals(List.of(), leftBehind(stick));
    assertEquals(List.of(), leftBehind(data));
  }

  @Test
  void aFolderIsTakenOverByAPathWithDots() throws Exception {
    moving().write(data, PASSWORD, file);
    moving().take(file, PASSWORD, folder.resolve("here/../there/data"));
    assertTrue(Files.exists(there.resolve("archive.key")));
  }

  @Test
  void aLinkToAnEmptyFolderStaysALink() throws Exception {
    moving().write(data, PASSWORD, file);
    Path disk = Files.createDirectories(folder.resolve("disk"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
    moving().take(file, PASSWORD, link);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.exists(disk.resolve("archive.key")));
  }

  @Test
  void aPartIsNotUnpackedBeyondItsLength() throws Exception {
    String contents =
        "{\"form\": \"penseal-station/1\", \"version\": \"1\", \"files\":"
            + " {\"big\": {\"bytes\": 10, \"sm3\": \"%s\"}}}";
    byte[] big = new byte[1 << 20];
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(Contents.NAME, contents.formatted(Sm3.hex(big)).getBytes(StandardCharsets.UTF_8));
    entries.put("big", big);
    Path zip = zipped(entries);
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    NotTaken refused = assertThrows(NotTaken.class, () -> Unpacking.of(zip, fresh, "made"));
    assertEquals(NotTaken.Why.DIFFERS, refused.why);
    assertEquals(10, Files.size(fresh.resolve("big")));
  }
}
