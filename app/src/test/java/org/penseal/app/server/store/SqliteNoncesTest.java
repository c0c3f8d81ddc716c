// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteNoncesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

  @TempDir Path folder;

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
