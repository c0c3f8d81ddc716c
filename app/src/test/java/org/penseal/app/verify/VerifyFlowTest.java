// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.guide.Waiting;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.file.Draft;
import org.penseal.pdf.page.DemoReport;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TrustStore;

/** Reports that are written while somebody waits; this thread is the screen's. */
class VerifyFlowTest {
  @TempDir Path folder;
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> moments = new ArrayList<>();
  private final Waiting waiting = new Waiting((delay, then) -> moments.add(then));
  private final CountDownLatch half = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  /** Stops in the middle until it may go on. */
  private void slowly(VerifiedFile verified, Path target, Texts texts) throws SigningException {
    try (Draft draft = Draft.of(target)) {
      draft.write(out -> out.write("<html>".getBytes(StandardCharsets.UTF_8)));
      half.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      draft.write(out -> out.write("</html>".getBytes(StandardCharsets.UTF_8)));
      draft.publish();
    } finally {
      ended.countDown();
    }
  }

  private VerifiedFile verified() throws Exception {
    Path file = folder.resolve("file.pdf");
    DemoReport.write(file);
    return new Verification(TrustStore.empty(), Optional.empty(), Instant.now())
        .of(file, Optional.empty());
  }

  private Path write(VerifiedFile verified) {
    VerifyFlow flow =
        new VerifyFlow(
            new VerifyModel(),
            new NobodyAsks(),
            this::slowly,
            waiting,
            screen::add,
            failure -> told.add(Problems.of(failure).code()));
    Path target = folder.resolve("report.html");
    flow.write(verified, target, Texts.of("en"), () -> told.add("written"));
    return target;
  }

  private Path begin() throws Exception {
    Path target = write(verified());
    assertTrue(half.await(1, TimeUnit.MINUTES));
    moments.forEach(Runnable::run);
    assertEquals("report.html", Optional.ofNullable(waiting.shown().get()).orElseThrow().name());
    return target;
  }

  @Test
  void reportThatTakesAMomentIsToldAndWritten() throws Exception {
    Path target = begin();
    goOn.countDown();
    Runnable then = screen.poll(1, TimeUnit.MINUTES);
    assertNotNull(then);
    then.run();
    assertEquals(List.of("written"), told);
    assertNull(waiting.shown().get());
    assertEquals("<html></html>", Files.readString(target));
  }

  @Test
  void ofAReportThatIsCancelledNothingIsLeftAndNothingIsTold() throws Exception {
    begin();
    assertTrue(waiting.cancel());
    assertNull(waiting.shown().get());
    assertTrue(ended.await(1, TimeUnit.MINUTES));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("file.pdf"), left.map(each -> String.valueOf(each.getFileName())).toList());
    }
    assertNull(screen.poll(), "nothing is done afterwards");
    assertEquals(List.of(), told);
  }

  @Test
  void reportForWhichTheFileHasNoTimeLeftIsNotWritten() throws Exception {
    Path target = write(verified().leaving(Duration.ZERO));
    Runnable then = screen.poll(1, TimeUnit.MINUTES);
    assertNotNull(then);
    then.run();
    assertEquals(List.of("pdf-too-slow"), told);
    assertEquals(1, half.getCount(), "it was begun");
    assertFalse(Files.exists(target));
  }

  /** Nothing is verified here. */
  private static final class NobodyAsks implements VerifyFlow.Verifier {
    @Override
    public Verification now(Optional<InkKeys> keys) {
      throw new AssertionError("nothing is to be verified");
    }

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }
  }
}
