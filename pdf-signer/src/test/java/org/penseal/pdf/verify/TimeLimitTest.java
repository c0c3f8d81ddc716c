// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.refusal.DocumentException;

class TimeLimitTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Path FILE = Path.of("file.pdf");

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong();

  private void pass(int seconds) {
    clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void oneTimeIsSpentByAllPartsInTurn() {
    TimeLimit limit = new TimeLimit(seconds(9), seconds(60), TimeLimit.REPORT, clock::get);
    assertEquals(seconds(279), limit.left());
    assertEquals(seconds(6), limit.covering().left());
    assertEquals(seconds(69), limit.verdict().left());
    pass(5); // parsing
    assertEquals(seconds(1), limit.covering().left());
    pass(1); // covered content
    assertTrue(limit.covering().isOver());
    assertEquals(seconds(63), limit.verdict().left());
    // What it did not need is left for the pages and the report.
    assertEquals(seconds(273), limit.left());
    pass(63);
    assertTrue(limit.verdict().isOver());
    assertEquals(TimeLimit.REPORT, limit.left());
    pass(210);
    assertEquals(Duration.ZERO, limit.left());
  }

  @Test
  void comparingPagesLeavesTimeForTheReport() {
    assertTrue(TimeLimit.comparing(seconds(30)).isOver());
    assertFalse(TimeLimit.comparing(LONG).isOver());
    assertTrue(TimeLimit.drawing(seconds(15)).isOver());
    assertFalse(TimeLimit.drawing(LONG).isOver());
  }

  @Test
  void workThatDoesNotEndIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Duration limit = Duration.ofMillis(50);
    DocumentException.TooSlow given =
        assertThrows(
            DocumentException.TooSlow.class,
            () ->
                TimeLimit.within(
                    limit,
                    FILE,
                    () -> {
                      // As a parser in a loop, which does not look at interrupts.
                      while (never.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      return "done";
                    }));
    never.countDown();
    assertEquals(limit, given.limit);
    assertEquals(FILE, given.file);
  }

  @Test
  void workForWhichNothingIsLeftIsNotBegun() {
    CountDownLatch begun = new CountDownLatch(1);
    for (Duration none : new Duration[] {Duration.ZERO, seconds(-1)}) {
      assertThrows(
          DocumentException.TooSlow.class,
          () ->
              TimeLimit.within(
                  none,
                  FILE,
                  () -> {
                    begun.countDown();
                    return "done";
                  }));
    }
    assertEquals(1, begun.getCount());
  }

  @Test
  void whatTheWorkGivesOrThrowsIsPassedOn() throws Exception {
    assertEquals("done", TimeLimit.within(LONG, FILE, () -> "done"));
    for (Throwable thrown :
        new Throwable[] {
          new DocumentException.NotPdf(FILE, null),
          new IOException("disk"),
          new IllegalStateException("fault"),
          new StackOverflowError()
        }) {
      assertSame(
          thrown,
          assertThrows(Throwable.class, () -> TimeLimit.within(LONG, FILE, () -> throwIt(thrown))));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> String throwIt(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aLargerFileIsGivenMoreTime() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[5_000_000]);
    Path none = folder.resolve("none");
    assertEquals(seconds(10), TimeLimit.reading(file));
    assertEquals(seconds(9), TimeLimit.reading(none));
    // A signature is given the time of what it signs.
    assertEquals(seconds(10), TimeLimit.reading(none, file));
  }
}
