// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

/** What the pad shows, with the ink as it is written; runs only while it is shown. */
public final class MirrorView extends Pane {
  private static final double BEZEL = 22;

  private final PaperView paper = new PaperView();
  private final Region bezel = new Region();
  private @Nullable CaptureModel model;
  private boolean second;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          CaptureModel mirrored = model;
          if (mirrored != null) {
            Consumer<PenSample> moved = sample -> paper.draw(sample, mirrored.space());
            if (second) {
              mirrored.drainSecond(MirrorView.this::show, moved);
            } else {
              mirrored.drain(MirrorView.this::show, moved);
            }
          }
        }
      };

  /** A pad that is switched off. */
  public MirrorView() {
    bezel.getStyleClass().add("bezel");
    paper.setManaged(false);
    getStyleClass().add("mirror");
    getChildren().addAll(bezel, paper);
    setMinSize(200, 150);
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

  /** Mirrors this model's pad from now on, beside another mirror of it. */
  public void bindSecond(CaptureModel shown) {
    second = true;
    model = shown;
  }

  private void show(PadPicture picture) {
    paper.show(picture);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double room = Math.max(1, getWidth() - 2 * BEZEL);
    double high = Math.max(1, getHeight() - 2 * BEZEL);
    paper.fit(Math.min(room, high / paper.ratio()));
    double width = paper.getWidth();
    double height = paper.getHeight();
    double left = Math.floor((getWidth() - width) / 2);
    double top = Math.floor(Math.max(BEZEL, (getHeight() - height) / 2));
    paper.relocate(left, top);
    bezel.resizeRelocate(left - BEZEL, top - BEZEL, width + 2 * BEZEL, height + 2 * BEZEL);
  }
}
