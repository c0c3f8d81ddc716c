// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.animation.AnimationTimer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Frame;

/** What the camera sees, mirrored as in a looking glass; runs only while it is shown. */
public final class CameraView extends StackPane {
  private static final double SIZE = 380;

  private final ImageView picture = new ImageView();
  private @Nullable IdentifyModel model;
  private @Nullable WritableImage image;
  private byte[] rgb = new byte[0];

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          IdentifyModel shown = model;
          if (shown != null) {
            shown.takeFrame().ifPresent(CameraView.this::show);
          }
        }
      };

  /** A dark picture. */
  public CameraView() {
    getStyleClass().add("camera");
    setMinSize(SIZE, SIZE);
    setPrefSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
    picture.setFitWidth(SIZE);
    picture.setFitHeight(SIZE);
    picture.setPreserveRatio(true);
    picture.setScaleX(-1);
    Rectangle clip = new Rectangle(SIZE, SIZE);
    clip.setArcWidth(24);
    clip.setArcHeight(24);
    setClip(clip);
    getChildren().add(picture);
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

  /** Shows this model's camera from now on. */
  public void bind(IdentifyModel shown) {
    model = shown;
  }

  private void show(Frame frame) {
    WritableImage target = image;
    if (target == null
        || (int) target.getWidth() != frame.width()
        || (int) target.getHeight() != frame.height()) {
      target = new WritableImage(frame.width(), frame.height());
      image = target;
      rgb = new byte[frame.bgr().length];
      picture.setImage(target);
    }
    byte[] bgr = frame.bgr();
    for (int i = 0; i < bgr.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    target
        .getPixelWriter()
        .setPixels(
            0,
            0,
            frame.width(),
            frame.height(),
            PixelFormat.getByteRgbInstance(),
            rgb,
            0,
            frame.width() * 3);
  }
}
