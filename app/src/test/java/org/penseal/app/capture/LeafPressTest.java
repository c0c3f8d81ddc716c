// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.capture.LeafFlow.What;
import org.penseal.app.leaf.LeafDocuments;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.PdfLeaves;
import org.penseal.app.leaf.WordLeaves;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.SecureElement;
import org.penseal.pad.catalog.PadCatalog;

/** A pen that came down before what is there was seen neither agrees nor leafs. */
@Timeout(600)
class LeafPressTest {
  private static final PadModel MODEL = PadCatalog.load().byId("stu-430").orElseThrow();
  private static final LeafLayout LAYOUT = LeafLayout.of(MODEL.layout());
  private static final Texts TEXTS = Texts.of("en");

  @TempDir Path folder;

  /**
   * A report of a capture.
   *
   * @param area where the pen is
   * @param touching whether it is down
   * @param afterMs since the capture began
   */
  private record At(PadLayout.Area area, boolean touching, long afterMs) {
    PenSample sample(long begin) {
      PadLayout pad = LAYOUT.pad();
      int x = pad.xOf((area.left() + area.right()) / 2);
      int y = pad.yOf((area.top() + area.bottom()) / 2);
      int down = touching ? 1 : 0;
      long nanos = begin + afterMs * 1_000_000;
      return new PenSample(x, y, 300 * down, true, down, afterMs, 1, nanos);
    }
  }

  /** A pad that reports this in its captures, one after the other, and is then unplugged. */
  private static final class Scripted implements Pad {
    private final Deque<List<At>> captures;
    private final Deque<PenSample> reports = new ArrayDeque<>();
    private int shown;

    @SafeVarargs
    Scripted(List<At>... captures) {
      this.captures = new ArrayDeque<>(List.of(captures));
    }

    @Override
    public PadIdentity identity() {
      PadIdentity.Capability sizes =
          new PadIdentity.Capability(9600, 6000, 1023, 320, 200, 200, 2540, 2);
      return new PadIdentity(MODEL, "PS00000001", "1.0", sizes, PadOrigin.DEVICE);
    }

    @Override
    public void show(PadPicture picture, Progress progress) {
      shown++;
    }

    @Override
    public void startCapture() {
      long begin = System.nanoTime();
      captures.removeFirst().forEach(at -> reports.add(at.sample(begin)));
    }

    @Override
    public Optional<PadEvent> next(Duration timeout) {
      PenSample report = reports.poll();
      return Optional.of(report == null ? new PadEvent.Gone() : new PadEvent.Pen(report));
    }

    @Override
    public Ink stopCapture() {
      return new Ink(MODEL.space(), List.of(), 0);
    }

    @Override
    public void clear() {
      // nothing to see
    }

    @Override
    public void press(PadButton button) {
      throw new AssertionError("is not asked of this pad");
    }

    @Override
    public long lineFaults() {
      return 0;
    }

    @Override
    public void restartCapture() {
      throw new AssertionError("is not asked of this pad");
    }

    @Override
    public SecureElement secureElement() throws PadException {
      throw new PadException.NoChip(MODEL.id());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private boolean document(Scripted pad) throws Exception {
    Path file = LeafDocuments.text(folder.resolve("three.pdf"), 3, false);
    try (PdfLeaves leaves = LeafDocuments.open(file, LAYOUT, TEXTS)) {
      return new LeafFlow(pad, Clock.systemUTC(), TEXTS, What.DOCUMENT)
          .run(leaves, new LeafProgress(), InkWatcher.NONE, Duration.ofSeconds(50));
    }
  }

  private static boolean run(Scripted pad, String words, What what) throws Exception {
    WordLeaves leaves = WordLeaves.of(words, LAYOUT, TEXTS.locale());
    return new LeafFlow(pad, Clock.systemUTC(), TEXTS, what)
        .run(leaves, new LeafProgress(), InkWatcher.NONE, Duration.ofSeconds(50));
  }

  private static List<At> resting(PadLayout.Area area) {
    return List.of(new At(area, true, 2), new At(area, true, 900), new At(area, false, 905));
  }

  private static List<At> tap(PadLayout.Area area) {
    return List.of(new At(area, false, 2), new At(area, true, 7), new At(area, false, 80));
  }

  @Test
  void penThatRestedOnThePadBeforeTheWordsWereShownDoesNotAgree() {
    for (What what : What.values()) {
      Scripted pad = new Scripted(resting(LAYOUT.accept()));
      assertThrows(PadException.Gone.class, () -> run(pad, "I agree.", what));
    }
  }

  @Test
  void penThatIsPutDownAgainAgrees() throws Exception {
    List<At> all = new ArrayList<>(resting(LAYOUT.accept()));
    all.add(new At(LAYOUT.accept(), true, 1000));
    all.add(new At(LAYOUT.accept(), false, 1100));
    assertTrue(run(new Scripted(all), "I agree.", What.CONSENT));
  }

  @Test
  void penOfAPadWithoutHoverAgreesAfterSilence() throws Exception {
    List<At> silent =
        List.of(new At(LAYOUT.accept(), true, 400), new At(LAYOUT.accept(), false, 500));
    assertTrue(run(new Scripted(silent), "I agree.", What.CONSENT));
  }

  @Test
  void secondTapThatBeganWhileAPartWasSentDoesNotLeafItPast() {
    String words = "I agree that my name and my handwriting are kept. ".repeat(20);
    List<At> second =
        List.of(new At(LAYOUT.forward(), true, 1), new At(LAYOUT.forward(), false, 60));
    Scripted pad = new Scripted(tap(LAYOUT.forward()), second);
    assertThrows(PadException.Gone.class, () -> run(pad, words, What.CONSENT));
    assertEquals(2, pad.shown, "the second part still stands there");
    Scripted taps = new Scripted(tap(LAYOUT.forward()), tap(LAYOUT.forward()), List.of());
    assertThrows(PadException.Gone.class, () -> run(taps, words, What.CONSENT));
    assertEquals(3, taps.shown);
  }

  private static PadLayout.Area end(boolean right) {
    return right ? LAYOUT.accept() : LAYOUT.refuse();
  }

  // Twice where the strip before had the first or last page; down until after that was seen.
  private static List<At> pressesOf(PadLayout.Area area) {
    List<At> all = new ArrayList<>(tap(area));
    all.addAll(List.of(new At(area, true, 200), new At(area, false, 260)));
    all.addAll(List.of(new At(area, true, 400), new At(area, false, 1500)));
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void penThatStillSeesTheStripBeforeEndsNothing(boolean right) {
    List<At> where = tap(LAYOUT.where());
    Scripted pad = new Scripted(where, where, pressesOf(end(right)));
    assertThrows(PadException.Gone.class, () -> document(pad));
    assertEquals(3, pad.shown, "the strip with cancel and sign still stands there");
    // Another button in between shows the same strip once more.
    Scripted forward =
        new Scripted(where, where, tap(LAYOUT.forward()), tap(end(right)), List.of());
    assertThrows(PadException.Gone.class, () -> document(forward));
    assertEquals(4, forward.shown);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void penThatComesDownOnceTheStripWasSeenEndsIt(boolean right) throws Exception {
    List<At> where = tap(LAYOUT.where());
    List<At> all = new ArrayList<>(pressesOf(end(right)));
    all.addAll(List.of(new At(end(right), true, 1700), new At(end(right), false, 1800)));
    assertEquals(right, document(new Scripted(where, where, all)));
  }
}
