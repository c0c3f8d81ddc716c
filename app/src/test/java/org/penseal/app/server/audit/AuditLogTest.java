// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.CryptoProvider;

class AuditLogTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  private static AuditEntry entry(String application) {
    return new AuditEntry(
        Instant.parse("2026-11-27T10:00:00Z"),
        application,
        "10.1.2.3",
        "digest",
        "",
        "ab",
        200,
        "");
  }

  private void written(int entries) throws Exception {
    try (AuditLog log = AuditLog.open(folder, RANDOM)) {
      for (int i = 0; i < entries; i++) {
        log.append(entry("应用-" + i));
      }
    }
  }

  private Path file() {
    return folder.resolve("audit.log");
  }

  @Test
  void entriesGoOnOverRestarts() throws Exception {
    written(3);
    written(2);
    assertEquals(5, AuditLog.verify(folder));
    assertEquals(5, Files.readAllLines(file()).size());
  }

  @Test
  void anEntryIsOnTheDiskWhenItIsAcknowledged() throws Exception {
    try (AuditLog log = AuditLog.open(folder, RANDOM)) {
      assertEquals(1, log.append(entry("a")));
      assertEquals(1, AuditLog.verify(folder));
    }
  }

  @Test
  void whatWasAlteredRemovedPutInOrMovedIsFound() throws Exception {
    written(5);
    List<String> lines = Files.readAllLines(file());
    altered(lines, 2, list -> list.set(1, list.get(1).replace("\"status\":200", "\"status\":500")));
    // The first of two fields is what people see.
    altered(
        lines,
        2,
        list ->
            list.set(1, list.get(1).replace("\"status\":200", "\"status\":500,\"status\":200")));
    altered(lines, 2, list -> list.set(1, list.get(1).replace("{\"n\"", "{ \"n\"")));
    altered(lines, 3, list -> list.remove(2));
    altered(lines, 3, list -> list.add(1, list.get(1)));
    altered(lines, 1, list -> list.remove(0));
    altered(
        lines,
        3,
        list -> {
          String third = list.remove(2);
          list.add(3, third);
        });
  }

  private interface Change {
    void of(List<String> lines);
  }

  private void altered(List<String> lines, long first, Change change) throws Exception {
    List<String> copy = new ArrayList<>(lines);
    change.of(copy);
    Files.write(file(), copy);
    ServeException.AuditAltered found =
        assertThrows(ServeException.AuditAltered.class, () -> AuditLog.verify(folder));
    assertEquals(first, found.entry);
    assertThrows(ServeException.AuditAltered.class, () -> AuditLog.open(folder, RANDOM));
  }

  @Test
  void halfALineOfACrashIsDropped() throws Exception {
    written(2);
    Files.writeString(file(), "{\"n\":3,\"at\":\"2026", StandardOpenOption.APPEND);
    written(1);
    assertEquals(3, AuditLog.verify(folder));
  }

  @Test
  void twoProgramsDoNotWriteOneRecord() throws Exception {
    try (AuditLog log = AuditLog.open(folder, RANDOM)) {
      assertTrue(log.writes());
      assertThrows(ServeException.DataUnusable.class, () -> AuditLog.open(folder, RANDOM));
    }
  }

  @Test
  void manyCallersAtOnceHaveEntriesOfTheirOwn() throws Exception {
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    try (AuditLog log = AuditLog.open(folder, RANDOM)) {
      Thread[] threads = new Thread[50];
      for (int i = 0; i < threads.length; i++) {
        threads[i] =
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int n = 0; n < 20; n++) {
                        try {
                          numbers.add(log.append(entry("many")));
                        } catch (ServeException e) {
                          throw new IllegalStateException(e);
                        }
                      }
                    });
      }
      for (Thread each : threads) {
        each.join();
      }
    }
    assertEquals(1000, numbers.size());
    assertEquals(1000, AuditLog.verify(folder));
  }

  @Test
  void afterItsEndNothingIsRecordedAndThatIsSaid() throws Exception {
    AuditLog log = AuditLog.open(folder, RANDOM);
    log.close();
    assertThrows(ServeException.NotReady.class, () -> log.append(entry("late")));
  }

  @Test
  @Timeout(600)
  void afterAFailureItGoesOnByItselfAndTheRecordSaysSo() throws Exception {
    try (AuditLog log = AuditLog.open(folder, RANDOM)) {
      log.append(entry("before"));
      assertThrows(ServeException.NotReady.class, () -> log.append(unwritable()));
      assertFalse(log.writes());
      while (!log.writes()) {
        Thread.onSpinWait();
      }
      assertEquals(3, log.append(entry("after")));
    }
    assertEquals(3, AuditLog.verify(folder));
    assertTrue(Files.readAllLines(file()).get(1).contains("\"audit-resumed\""));
  }

  @SuppressWarnings("NullAway") // what no caller may do
  private static AuditEntry unwritable() {
    return new AuditEntry(null, "a", "", "digest", "", "ab", 200, "");
  }
}
