// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.pixel;

import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.stage.Stage;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.MirrorView;

/** A window with the mirror of the pad and nothing else. */
final class MirrorWindowView {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 700;

  private final CaptureModel capture;
  private final CompletableFuture<Canvas> paper = new CompletableFuture<>();

  MirrorWindowView(CaptureModel capture) {
    this.capture = capture;
  }

  /** Opens it; on the JavaFX thread. */
  void show(Runnable pulse, Runnable shown) {
    MirrorView mirror = new MirrorView();
    mirror.bind(capture);
    Scene scene = new Scene(mirror, WIDTH, HEIGHT);
    scene.addPostLayoutPulseListener(pulse);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.setOnShown(event -> shown.run());
    stage.show();
    for (Node child : mirror.getChildrenUnmodifiable()) {
      if (child instanceof Canvas canvas) {
        paper.complete(canvas);
      }
    }
  }

  /**
   * The pixel of the screen where a place of the pad is mirrored; on any other thread.
   *
   * @param across part of the pad's width, 0 to 1
   * @param down part of the pad's height, 0 to 1
   */
  Point2D onScreen(double across, double down) {
    CompletableFuture<Point2D> found = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          Canvas canvas = paper.join();
          found.complete(
              canvas.localToScreen(across * canvas.getWidth(), down * canvas.getHeight()));
        });
    return found.join();
  }
}
