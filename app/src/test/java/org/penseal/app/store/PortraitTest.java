// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;

/** A program in the place of a camera shows the same picture in case after case. */
@Slow
class PortraitTest {
  private static final String FACE = "aa".repeat(32);

  @TempDir Path folder;
  private int count;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private Archive open() throws StoreException {
    return Archive.open(
        folder.resolve("data"), Clock.systemUTC(), new SecureRandom(), folder.resolve("state"));
  }

  private String freeze(Archive archive, String portrait, boolean once) throws StoreException {
    String id = "case-" + ++count;
    Instant now = Instant.now();
    archive.begin(
        new CaseRow(
            id, "business " + id, "OPENED", now, now, "a.pdf", "d" + id, 1, Path.of("/tmp/out")),
        30);
    Course.freeze(
        archive,
        id,
        new FrozenEvidence(
            new byte[] {1},
            List.of("ink of " + id),
            Optional.of(new FrozenEvidence.Portrait(portrait, once)),
            new byte[32],
            List.of(),
            30));
    return id;
  }

  @Test
  void portraitOfADeviceIsTakenOnceAlsoAfterARestartAndAfterItWasPlayedAsARecording()
      throws Exception {
    String first;
    try (Archive archive = open()) {
      first = freeze(archive, FACE, false);
      freeze(archive, FACE, false); // a recording says what it is
    }
    try (Archive archive = open()) {
      StoreException.PortraitSeen seen =
          assertThrows(StoreException.PortraitSeen.class, () -> freeze(archive, FACE, true));
      assertEquals(first, seen.otherCase);
      freeze(archive, "bb".repeat(32), true);
      assertThrows(StoreException.PortraitSeen.class, () -> freeze(archive, "bb".repeat(32), true));
      assertEquals(archive.log().head().number(), archive.log().verify());
    }
  }
}
