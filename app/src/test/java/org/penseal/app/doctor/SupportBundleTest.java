// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.help.WindowLogs;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.refusal.FileException;

/** What is planted wherever the program writes must not be found in the file for support. */
class SupportBundleTest {
  private static final String NAME = "欧阳雪梅";
  private static final String LATIN = "Ouyang Xuemei";
  private static final String ID_NUMBER = "11010519491231002X";
  private static final String PHONE = "13800138000";
  private static final String PIN = "271828";
  private static final String CODE = "314159";
  private static final String PASSWORD = "horse-of-the-key-file";
  private static final String PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";
  private static final byte[] INK =
      "{\"points\":[[1203,884,512]]}".getBytes(StandardCharsets.UTF_8);
  private static final String HOST = "tsa.secret-bank.example";

  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private static Map<String, byte[]> entries(Path zip) throws Exception {
    Map<String, byte[]> all = new HashMap<>();
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        all.put(each.getName(), in.readAllBytes());
      }
    }
    return all;
  }

  private Path plantedLog() throws Exception {
    String secrets = " PIN=" + PIN + " " + CODE + " " + PASSWORD + " " + PICTURE;
    String planted = NAME + " " + LATIN + " " + ID_NUMBER + " " + PHONE + secrets;
    String ink = new String(INK, StandardCharsets.UTF_8) + HexFormat.of().formatHex(INK);
    Path logs = Files.createDirectories(WindowLogs.folder(folder));
    String text =
        """
        2027-03-01T08:00:00.000+08:00 INFO  o.p.app.shell.MainWindow cannot open /home/%1$s/%1$s.pdf
        java.nio.file.NoSuchFileException: /home/%1$s/%2$s.pdf
        \tat org.penseal.app.shell.MainWindow.open(MainWindow.java:300) ~[%1$s.jar]
        \tat java.base/java.lang.Thread.run(Thread.java:1474)
        Caused by: org.penseal.refusal.FileException$InputUnreadable: %2$s
        %1$s on a line of its own
        \tat %2$s (%1$s)
        at.%3$s.Evil: %2$s
        2027-03-01T08:00:01.000+08:00 WARN  %3$s a logger that is a name
        2027-03-01T08:00:02.000+08:00 WARN  o.p.app.shell.MainWindow a message of two lines
        zhang.wei.Id110101199003077571: gone
        2027-03-01T08:00:03.000+08:00 WARN  o.p.app.shell.MainWindow a message of three lines
        kunde.mueller.Kreditvertrag2026
        kunde.mueller.KreditException: not directly after a head
        Caused by: kunde.mueller.Kreditvertrag2026: no exception
        """
            .formatted(planted, ink, NAME);
    return Files.writeString(logs.resolve("penseal.log"), text);
  }

  private static void holdsNothingOf(Map<String, byte[]> entries, List<String> planted) {
    entries.forEach(
        (name, bytes) -> {
          for (String each : planted) {
            for (Charset coding : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
              String found = new String(bytes, StandardCharsets.ISO_8859_1);
              String searched = new String(each.getBytes(coding), StandardCharsets.ISO_8859_1);
              assertFalse(found.contains(searched), () -> each + " is in " + name);
            }
          }
        });
  }

  @Test
  void nothingOfAPersonOrAnAddressIsInIt() throws Exception {
    plantedLog();
    Files.writeString(folder.resolve("pin"), PIN);
    Files.writeString(
        folder.resolve("workplace.json"),
        """
        {"version": 1, "timestamp": ["https://%s/%s"],
          "desk": {"pad": "serial:/dev/%s", "camera": "dev:0"}}
        """
            .formatted(HOST, PHONE, PIN));
    Workplace workplace = WorkplaceFile.read(folder.resolve("workplace.json"));
    Path person = folder.resolve(NAME + ".pdf");
    List<CheckFinding> found =
        List.of(
            CheckFinding.good("pad", LATIN + "'s pad " + ID_NUMBER),
            CheckFinding.failed("disk", new FileException.InputUnreadable(person, PHONE, null)),
            CheckFinding.failed("permissions", new UpkeepException.OfAnotherUser(person, LATIN)));
    Path out = folder.resolve("support.zip");
    new SupportBundle(found, workplace, folder).write(out);
    Map<String, byte[]> entries = entries(out);
    holdsNothingOf(
        entries,
        List.of(
            NAME,
            LATIN,
            ID_NUMBER,
            PHONE,
            PIN,
            CODE,
            PASSWORD,
            PICTURE,
            HOST,
            "zhang",
            "mueller",
            "1203,884",
            HexFormat.of().formatHex(INK),
            System.getProperty("user.home"),
            folder.toString()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void whatHelpsIsInIt() throws Exception {
    plantedLog();
    Path out = folder.resolve("support.zip");
    List<CheckFinding> found =
        List.of(CheckFinding.failed("disk", new UpkeepException.DiskLow(folder, 7)));
    new SupportBundle(found, Workplace.EMPTY, folder).write(out);
    Map<String, byte[]> entries = entries(out);
    assertTrue(new String(entries.get("checks.json"), StandardCharsets.UTF_8).contains("disk-low"));
    String log = new String(entries.get("log-0.txt"), StandardCharsets.UTF_8);
    assertEquals(
        """
        2027-03-01T08:00:00.000+08:00 INFO o.p.app.shell.MainWindow
        java.nio.file.NoSuchFileException
        \tat org.penseal.app.shell.MainWindow.open(MainWindow.java:300)
        \tat java.base/java.lang.Thread.run(Thread.java:1474)
        Caused by: org.penseal.refusal.FileException$InputUnreadable
        2027-03-01T08:00:02.000+08:00 WARN o.p.app.shell.MainWindow
        2027-03-01T08:00:03.000+08:00 WARN o.p.app.shell.MainWindow""",
        log);
  }
}
