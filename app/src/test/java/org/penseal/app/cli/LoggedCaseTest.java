// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.slf4j.LoggerFactory;

/** What a whole case of its own words logs, also where somebody wants to see everything. */
@WholeCase
class LoggedCaseTest {
  private static final String NAME = "欧阳雪梅";
  private static final String ID_NUMBER = "11010519491231002X";
  private static final String PHONE = "13800138000";

  @TempDir Path folder;

  private static List<String> words(ILoggingEvent event) {
    List<String> all = new ArrayList<>(List.of(event.getFormattedMessage()));
    for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
      all.add(String.valueOf(each.getMessage()));
    }
    return all;
  }

  @Test
  void noNameNoNumberAndNoSecretStandsInTheLogAtAnyLevel() {
    Station.registerProvider();
    Logger own = (Logger) LoggerFactory.getLogger("org.penseal");
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    Level before = own.getLevel();
    own.addAppender(seen);
    own.setAdditive(false);
    own.setLevel(Level.TRACE);
    try {
      Path data = folder.resolve("data");
      CommandLineRun demo = CommandLineRun.of("demo", "--out", folder.resolve("demo"));
      assertEquals(0, demo.exit(), demo.err());
      CommandLineRun refused =
          CommandLineRun.of(
              "sign",
              folder.resolve("demo/report.pdf"),
              "--out",
              folder.resolve("signed.pdf"),
              "--data",
              data,
              "--mode",
              "phone",
              "--name",
              NAME,
              "--id-number",
              ID_NUMBER,
              "--phone",
              PHONE,
              "--pad",
              "serial:/nowhere");
      assertTrue(refused.exit() != 0, refused.out());
    } finally {
      own.detachAppender(seen);
      own.setAdditive(true);
      own.setLevel(before);
    }
    assertFalse(seen.list.isEmpty(), "something is logged at all");
    for (ILoggingEvent event : seen.list) {
      for (String said : words(event)) {
        for (String each : List.of(NAME, ID_NUMBER, PHONE)) {
          assertFalse(said.contains(each), () -> event.getLoggerName() + ": " + said);
        }
        // Numbers of identity cards, points of ink, pictures and keys as texts.
        assertFalse(said.matches("(?s).*\\b\\d{17}[0-9Xx]\\b.*"), said);
        assertFalse(said.matches("(?s).*[A-Za-z0-9+/]{200,}.*"), said);
        assertFalse(said.contains("PRIVATE KEY"), said);
      }
    }
  }
}
