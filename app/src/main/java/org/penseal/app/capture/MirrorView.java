// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/** What the pad shows, with the ink as it is written; runs only while it is shown. */
public final class MirrorView extends Pane {
  private static final double WIDTH = 960;
  private static final double THINNEST_MM = 0.25;
  private static final double PRESSURE_MM = 0.85;
  private static final double BEZEL = 22;

  private final Canvas canvas = new Canvas(WIDTH, WIDTH * 5 / 8);
  private final Region bezel = new Region();
  private final Scale scale = new Scale();
  private @Nullable CaptureModel model;
  private @Nullable PenSample last;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          if (model != null) {
            model.drain(MirrorView.this::show, MirrorView.this::draw);
          }
        }
      };

  /** A pad that is switched off. */
  public MirrorView() {
    bezel.getStyleClass().add("bezel");
    canvas.getTransforms().add(scale);
    canvas.setManaged(false);
    getChildren().addAll(bezel, canvas);
    setMinSize(200, 150);
    blank();
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                timer.stop();
              } else {
                timer.start();
              }
            });
  }

  /** Mirrors this model's pad from now on. */
  public void bind(CaptureModel shown) {
    model = shown;
  }

  private void blank() {
    GraphicsContext paper = canvas.getGraphicsContext2D();
    paper.setFill(Color.WHITE);
    paper.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    last = null;
  }

  private void show(PadPicture picture) {
    double dot = WIDTH / picture.width();
    canvas.setHeight(picture.height() * dot);
    blank();
    GraphicsContext paper = canvas.getGraphicsContext2D();
    WritableImage image = new WritableImage(picture.width(), picture.height());
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        image.getPixelWriter().setArgb(x, y, 0xFF000000 | picture.rgb(x, y));
      }
    }
    paper.setImageSmoothing(false);
    paper.drawImage(image, 0, 0, WIDTH, canvas.getHeight());
    requestLayout();
  }

  private void draw(PenSample sample) {
    PenSample from = last;
    last = sample.touching() ? sample : null;
    if (from == null || !sample.touching() || model == null) {
      return;
    }
    Ink.Space space = model.space();
    double unit = canvas.getWidth() / space.widthMm();
    double down = canvas.getHeight() / space.heightMm();
    double pressure = Math.min(1, (double) sample.pressure() / space.maxPressure());
    GraphicsContext paper = canvas.getGraphicsContext2D();
    paper.setStroke(Color.web("#0b2a6f"));
    paper.setLineCap(StrokeLineCap.ROUND);
    paper.setLineWidth((THINNEST_MM + PRESSURE_MM * pressure) * unit);
    double toX = space.xMm(sample) * unit;
    paper.strokeLine(space.xMm(from) * unit, space.yMm(from) * down, toX, space.yMm(sample) * down);
  }

  @Override
  protected void layoutChildren() {
    double room = Math.max(1, getWidth() - 2 * BEZEL);
    double high = Math.max(1, getHeight() - 2 * BEZEL);
    double fit = Math.min(room / canvas.getWidth(), high / canvas.getHeight());
    scale.setX(fit);
    scale.setY(fit);
    double width = canvas.getWidth() * fit;
    double height = canvas.getHeight() * fit;
    double left = (getWidth() - width) / 2;
    double top = Math.max(BEZEL, (getHeight() - height) / 2);
    canvas.relocate(left, top);
    bezel.resizeRelocate(left - BEZEL, top - BEZEL, width + 2 * BEZEL, height + 2 * BEZEL);
  }
}
