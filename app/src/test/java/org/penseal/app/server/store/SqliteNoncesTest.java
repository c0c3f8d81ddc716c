// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteNoncesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

  @TempDir Path folder;

  @Test
  void aUsedNonceIsForcedToTheDiskAndThoseThatComeTogetherAreForcedTogether() throws Exception {
    try (SqliteNonces store = SqliteNonces.open(folder.resolve("n"), NOW);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Statement statement = store.connection.createStatement();
          ResultSet found = statement.executeQuery("PRAGMA synchronous")) {
        // 2: FULL, which in WAL forces each commit to the disk.
        assertEquals(2, found.getInt(1));
      }
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String nonce = "k " + i / 2;
        all.add(() -> store.use(nonce, NOW.plusSeconds(60), NOW));
      }
      int first = 0;
      for (Future<Boolean> each : threads.invokeAll(all)) {
        first += each.get() ? 1 : 0;
      }
      assertEquals(200, first);
      assertTrue(store.commits() < 400, store.commits() + " commits");
    }
  }

  @Test
  void ofANewFileNothingIsVouchedForThatAClockAheadMayHaveMadeBefore() throws Exception {
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), NOW)) {
      assertEquals(NOW.plusSeconds(5), store.since(NOW.plusSeconds(5)));
    }
    Instant later = NOW.plusSeconds(60);
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), later)) {
      assertEquals(later, store.since(later));
    }
  }

  @Test
  void aNonceIsUsedOnceAlsoOverARestart() throws Exception {
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), NOW)) {
      assertTrue(store.use("k a", NOW.plusSeconds(60), NOW));
      assertFalse(store.use("k a", NOW.plusSeconds(60), NOW));
      assertTrue(store.use("other a", NOW.plusSeconds(60), NOW));
    }
    Instant later = NOW.plusSeconds(10);
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), later)) {
      assertEquals(later, store.since(later));
      assertFalse(store.use("k a", NOW.plusSeconds(60), later));
    }
  }

  @Test
  void afterTheClockWasSetBackNothingFromBeforeIsVouchedFor() throws Exception {
    SqliteNonces.open(folder.resolve("n"), NOW).close();
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), NOW)) {
      assertEquals(NOW, store.since(NOW.plusSeconds(3600)));
      Instant back = NOW.plusSeconds(30);
      assertEquals(back.plusSeconds(5), store.since(back));
      assertEquals(back.plusSeconds(5), store.since(back.plusSeconds(40)));
    }
  }

  @Test
  void whatNobodyWouldAcceptAnyMoreIsForgotten() throws Exception {
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), NOW)) {
      assertTrue(store.use("k a", NOW.plusSeconds(60), NOW));
    }
    // The first use of a run sweeps.
    try (NonceStore store = SqliteNonces.open(folder.resolve("n"), NOW)) {
      assertTrue(store.use("k b", NOW.plusSeconds(900), NOW.plusSeconds(700)));
      assertTrue(store.use("k a", NOW.plusSeconds(900), NOW.plusSeconds(700)));
    }
  }
}
