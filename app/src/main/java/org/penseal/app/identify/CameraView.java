// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Frame;

/** What the camera sees, mirrored as in a looking glass; runs only while it is shown. */
public final class CameraView extends StackPane {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 390;

  private final ImageView picture = new ImageView();
  private final Label synthetic = new Label();
  private Supplier<Optional<Frame>> frames = Optional::empty;
  private @Nullable WritableImage image;
  private byte[] rgb = new byte[0];

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          frames.get().ifPresent(CameraView.this::show);
        }
      };

  /** A dark picture. */
  public CameraView() {
    getStyleClass().add("camera");
    setMinSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    picture.setFitWidth(WIDTH);
    picture.setFitHeight(HEIGHT);
    picture.setPreserveRatio(true);
    picture.setScaleX(-1);
    Rectangle clip = new Rectangle(WIDTH, HEIGHT);
    clip.setArcWidth(24);
    clip.setArcHeight(24);
    setClip(clip);
    synthetic.getStyleClass().add("badge");
    synthetic.setVisible(false);
    StackPane.setAlignment(synthetic, Pos.TOP_LEFT);
    StackPane.setMargin(synthetic, new Insets(12));
    getChildren().addAll(picture, synthetic);
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

  /**
   * Shows these pictures from now on.
   *
   * @param newest the newest that was not taken yet
   * @param syntheticText marks pictures of nobody living
   */
  public void bind(Supplier<Optional<Frame>> newest, String syntheticText) {
    frames = newest;
    synthetic.setText(syntheticText);
  }

  private void show(Frame frame) {
    synthetic.setVisible(frame.synthetic());
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
