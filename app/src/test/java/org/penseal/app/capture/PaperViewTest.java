// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.image.PixelReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.app.shell.Toolkit;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;

class PaperViewTest {
  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private final Ink.Space space = model.space();

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @Test
  void inkStaysWhereItWasWrittenWhenTheSizeChanges() {
    CompletableFuture<PaperView> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          PaperView paper = new PaperView();
          paper.fit(800.7);
          for (int i = 0; i < 3; i++) {
            paper.draw(pen(model.maxX() / 4, model.maxY() / 2, i), space);
          }
          done.complete(paper);
        });
    PaperView paper = done.join();
    assertInkAtAQuarter(paper, 800);
    resize(paper, 399.2);
    assertInkAtAQuarter(paper, 399);
    resize(paper, 1200);
    assertInkAtAQuarter(paper, 1200);
  }

  private static void resize(PaperView paper, double width) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          paper.fit(width);
          done.complete(true);
        });
    done.join();
  }

  private static void assertInkAtAQuarter(PaperView paper, int width) {
    CompletableFuture<PixelReader> shown = new CompletableFuture<>();
    Platform.runLater(() -> shown.complete(paper.snapshot(null, null).getPixelReader()));
    PixelReader pixels = shown.join();
    assertEquals(width, paper.getWidth());
    assertEquals(Math.round(width * 5 / 8.0), paper.getHeight());
    int y = (int) (paper.getHeight() / 2);
    assertTrue(isDark(pixels, width / 4, y));
    assertFalse(isDark(pixels, width / 2, y));
    assertFalse(isDark(pixels, width / 4, y / 2));
  }

  private static boolean isDark(PixelReader pixels, int x, int y) {
    return pixels.getColor(x, y).getBrightness() < 0.6;
  }

  private PenSample pen(int x, int y, int sequence) {
    return new PenSample(x, y, model.space().maxPressure(), true, 1, sequence * 5L, sequence, 0);
  }
}
