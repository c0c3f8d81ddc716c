// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.PolicyInForce;

class LockTest {
  @TempDir Path folder;

  @Test
  void fileOfOnesOwnOrNoneYetIsNotLocked() throws IOException {
    Path file = folder.resolve("workplace.json");
    assertEquals(Optional.empty(), Lock.of(file, false));
    Files.writeString(file, "{}");
    assertEquals(Optional.empty(), Lock.of(file, false));
    assertEquals(Optional.of(Lock.DEMO), Lock.of(file, true));
  }

  @Test
  void linkIsWhatItLeadsTo() throws IOException {
    Path own = Files.writeString(folder.resolve("own.json"), "{}");
    assertEquals(
        Optional.empty(), Lock.of(Files.createSymbolicLink(folder.resolve("a.json"), own), false));
    assertEquals(
        Optional.of(Lock.FILE),
        Lock.of(
            Files.createSymbolicLink(folder.resolve("b.json"), folder.resolve("gone.json")),
            false));
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1}")) {
      policy.put("workplace.json", "{}");
      Path ofAll = Policy.folder().resolve("workplace.json");
      assertEquals(
          Optional.of(Lock.COMPUTER),
          Lock.of(Files.createSymbolicLink(folder.resolve("c.json"), ofAll), false));
      Path other = Files.createSymbolicLink(folder.resolve("d"), Policy.folder());
      assertEquals(Optional.of(Lock.COMPUTER), Lock.of(other.resolve("workplace.json"), false));
    }
  }
}
