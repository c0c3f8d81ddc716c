// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.signature.Hashing;

class WorkFolderTest {
  @TempDir Path folder;

  @Test
  void onlyWhatEarlierCallsLeftIsRemovedAtTheStart() throws Exception {
    Path left = folder.resolve("work/0123456789abcdef0123456789abcdef/content");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "of a crash");
    Path other = folder.resolve("work/letters/letter.txt");
    Files.createDirectories(other.getParent());
    Files.writeString(other, "somebody's");
    Path outside = Files.writeString(folder.resolve("outside.txt"), "kept");
    Files.createSymbolicLink(folder.resolve("work/ffffffffffffffffffffffffffffffff"), outside);
    WorkFolder.open(folder.resolve("work"), Hashing.jca(), new SecureRandom());
    assertFalse(Files.exists(left.getParent()));
    assertEquals("somebody's", Files.readString(other));
    assertEquals("kept", Files.readString(outside));
  }
}
