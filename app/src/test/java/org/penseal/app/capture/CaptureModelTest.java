// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

class CaptureModelTest {
  private final CaptureModel model = new CaptureModel();
  private final List<PadPicture> pictures = new ArrayList<>();
  private final List<PenSample> samples = new ArrayList<>();

  private static PenSample sample(int number) {
    return new PenSample(1, 2, 3, true, 1, number, number, 0);
  }

  private void drain() {
    model.drain(pictures::add, samples::add);
  }

  @Test
  void mirrorGetsPictureAndSamplesInOrderAndOnce() {
    PadPicture picture = PadPicture.blank(64, 48);
    model.watcher().shown(picture);
    model.watcher().pen(sample(1));
    model.watcher().pen(sample(2));
    drain();
    drain();
    assertEquals(List.of(picture), pictures);
    assertEquals(List.of(sample(1), sample(2)), samples);
  }

  @Test
  void whoDoesNotLookLosesTheOldestOnly() {
    for (int number = 0; number < CaptureModel.MOST_EVENTS + 10; number++) {
      model.watcher().pen(sample(number));
    }
    drain();
    assertEquals(CaptureModel.MOST_EVENTS, samples.size());
    assertEquals(10, samples.getFirst().sequence());
  }

  @Test
  void secondMirrorGetsTheSameOnceItIsThere() {
    List<PadPicture> second = new ArrayList<>();
    PadPicture picture = PadPicture.blank(64, 48);
    model.watcher().shown(PadPicture.blank(8, 8));
    model.secondShown(true);
    model.watcher().shown(picture);
    model.watcher().leafing(LeafFlow.What.DOCUMENT, 3, 12, true);
    model.watcher().pen(sample(1));
    model.drainSecond(second::add, samples::add);
    assertEquals(List.of(picture), second);
    assertEquals(List.of(sample(1)), samples);
    drain();
    assertEquals(2, pictures.size());
    assertEquals(new CaptureModel.Leafed(3, 12, true), model.leafed().get());
    model.watcher().signing();
    drain();
    assertNull(model.leafed().get(), "the signature follows");
  }

  @Test
  void anotherPadBeginsWithAnEmptyMirror() {
    model.watcher().pen(sample(1));
    Ink.Space space = new Ink.Space(9600, 6000, 1023, 100);
    model.opened(space, org.penseal.pad.PadModel.Confirm.SCREEN);
    drain();
    assertEquals(List.of(), samples);
    assertEquals(space, model.space());
  }
}
