// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import picocli.CommandLine;

class PadSimulateCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void itsSignerWritesInEveryCapture() throws Exception {
    Station.registerProvider();
    Path link = folder.resolve("pad");
    PadSimulateCommand command =
        CommandLine.populateCommand(
            new PadSimulateCommand(),
            "stu-430v",
            "--link=" + link,
            "--trace=" + Path.of("..", "testdata", "ink", "li-na-1.json"),
            "--speed=20");
    Thread simulating = Thread.ofPlatform().start(() -> untilInterrupted(command));
    try {
      long end = System.nanoTime() + LONG.toNanos();
      while (Files.notExists(link, LinkOption.NOFOLLOW_LINKS) && System.nanoTime() - end < 0) {
        Thread.onSpinWait();
      }
      try (Pad pad = new PadDriver(PadCatalog.load(), new SecureRandom()).open("serial:" + link)) {
        Ink first = captured(pad);
        Ink second = captured(pad);
        assertTrue(first.strokes().size() > 1, first.strokes().size() + " strokes");
        assertEquals(first.strokes().size(), second.strokes().size());
      }
    } finally {
      simulating.interrupt();
      simulating.join(LONG);
    }
  }

  private static void untilInterrupted(PadSimulateCommand command) {
    try {
      command.call();
    } catch (InterruptedException e) {
      // Its end.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ink captured(Pad pad) throws PadException {
    pad.startCapture();
    Optional<PadEvent> event = pad.next(LONG);
    while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
      event = pad.next(LONG);
    }
    assertEquals(Optional.of(new PadEvent.Pressed(PadButton.OK)), event);
    return pad.stopCapture();
  }
}
