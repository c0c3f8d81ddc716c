// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.capture.CaptureModel;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;

/**
 * How long a pen event takes in the window: to the pulse that draws it, and to the pixel as another
 * client of the display sees it. Needs a display.
 */
public final class PixelBench {
  private final PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
  private final CaptureModel capture = new CaptureModel();
  private final PulseWaits waits = new PulseWaits(capture);
  private final MirrorWindowView window = new MirrorWindowView(capture);

  /**
   * Runs it; JavaFX is ended afterwards.
   *
   * @param rounds of 1,000 events each
   */
  public List<Figure> run(int rounds) throws InterruptedException {
    // The second client is AWT's.
    System.setProperty("java.awt.headless", "false");
    CountDownLatch shown = new CountDownLatch(1);
    Platform.startup(
        () -> {
          capture.opened(model.space(), model.confirm());
          // Before that of the mirror: what it sees waiting is drawn in the same pulse.
          waits.start();
          window.show(waits::drawn, shown::countDown);
        });
    if (!shown.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window did not come");
    }
    try {
      Dots dots = new Dots(model, window);
      dots.draw(capture.watcher());
      waits.write(capture.watcher(), rounds);
      List<Figure> figures = new ArrayList<>(waits.figures());
      figures.addAll(dots.figures(waits.pulseMs()));
      return figures;
    } finally {
      Platform.exit();
    }
  }
}
