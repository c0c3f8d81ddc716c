// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.refusal.DocumentException;

class TimeLimitTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Path FILE = Path.of("file.pdf");

  @TempDir Path folder;

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
    assertEquals(Duration.ofSeconds(10), TimeLimit.with(file));
    assertEquals(Duration.ofSeconds(9), TimeLimit.with(folder.resolve("none")));
  }
}
