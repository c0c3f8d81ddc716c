// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WindowLogsTest {
  private static final int LINES = 20_000;
  private static final long MOST_BYTES = 2_200_000;

  @TempDir Path folder;

  /** Also where a fault writes them within a second. */
  @Test
  void logsAreFourFilesOfTwoMegabytesHoweverMuchIsWritten() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Appender<ILoggingEvent> console = root.getAppender("OUT");
    root.detachAppender(console);
    try {
      WindowLogs.begin(folder);
      writeMuch();
    } finally {
      root.addAppender(console);
    }
    try (Stream<Path> all = Files.list(WindowLogs.folder(folder))) {
      List<Path> files = all.toList();
      assertEquals(4, files.size(), files.toString());
      for (Path each : files) {
        assertTrue(Files.size(each) < MOST_BYTES, each + " has " + Files.size(each));
      }
    }
    String newest = Files.readString(WindowLogs.folder(folder).resolve("penseal.log"));
    assertTrue(newest.contains(" " + (LINES - 1) + " xxx"), "the last line is in the first file");
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(WindowLogs.folder(folder))));
  }

  private static void writeMuch() {
    org.slf4j.Logger log = LoggerFactory.getLogger(WindowLogsTest.class);
    String words = "x".repeat(800);
    for (int i = 0; i < LINES; i++) {
      log.error("{} {}", i, words);
    }
  }
}
