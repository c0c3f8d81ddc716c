// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingTest {
  @Test
  void doesTheWorkOfTheCacheInItsFolder(@TempDir Path folder) throws Exception {
    Training.main(new String[] {folder.toString()}); // throws if a command does not end with 0

    assertTrue(Files.size(folder.resolve("signed.pdf")) > 0);
  }
}
