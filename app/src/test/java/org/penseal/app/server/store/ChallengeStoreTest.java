// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.store.ChallengeStore.Challenge;

class ChallengeStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final Challenge ONE =
      new Challenge("nonce", "office", "https://office.example", "signature", NOW.plusSeconds(300));

  @TempDir Path folder;

  @Test
  void aChallengeIsTakenOnceAndByItsApplicationOnly() throws Exception {
    try (ChallengeStore store = SqliteChallenges.open(folder.resolve("c"))) {
      store.put(ONE, NOW);
      assertTrue(store.take("nonce", "other", NOW).isEmpty());
      assertEquals(ONE, store.take("nonce", "office", NOW).orElseThrow());
      assertTrue(store.take("nonce", "office", NOW).isEmpty());
    }
  }

  @Test
  void anOldOneIsGone() throws Exception {
    try (ChallengeStore store = SqliteChallenges.open(folder.resolve("c"))) {
      store.put(ONE, NOW);
      assertTrue(store.take("nonce", "office", NOW.plusSeconds(301)).isEmpty());
      assertTrue(store.take("nonce", "office", NOW).isEmpty());
    }
  }

  @Test
  void nothingIsOpenAfterARestart() throws Exception {
    try (ChallengeStore store = SqliteChallenges.open(folder.resolve("c"))) {
      store.put(ONE, NOW);
    }
    try (ChallengeStore store = SqliteChallenges.open(folder.resolve("c"))) {
      assertTrue(store.take("nonce", "office", NOW).isEmpty());
    }
  }
}
