// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.penseal.app.text.Texts;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;

/** Handwriting as it was written, at its own speed, or as far as a slider says. */
final class ReplayView extends VBox {
  private static final double WIDTH = 290;
  private static final double THINNEST = 0.9;
  private static final double PRESSURE = 2.4;

  private final Ink ink;
  private final Texts texts;
  private final List<PenSample> samples;
  private final double seconds;
  private final Canvas canvas;
  private final Slider at = new Slider();
  private final Label time = new Label();
  private final Button play = new Button();
  private long last;
  private boolean playing;
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          at.setValue(at.getValue() + (last == 0 ? 0 : (now - last) / 1e9));
          last = now;
          if (at.getValue() >= seconds) {
            play(false);
          }
        }
      };

  ReplayView(Ink ink, Texts texts) {
    super(8);
    this.ink = ink;
    this.texts = texts;
    this.samples = ink.samples();
    long first = samples.getFirst().timeMs();
    this.seconds = Math.max(0.1, (samples.getLast().timeMs() - first) / 1000.0);
    canvas = new Canvas(WIDTH, WIDTH * ink.space().heightMm() / ink.space().widthMm());
    StackPane paper = new StackPane(canvas);
    paper.getStyleClass().add("paper");
    paper.setMaxWidth(WIDTH);
    play.setId("playInk");
    play.setMinWidth(USE_PREF_SIZE);
    play.setOnAction(e -> play(!playing));
    at.setId("inkTime");
    at.setMax(seconds);
    at.setAccessibleText(texts.get("window.inspect.ink.replay"));
    at.valueProperty().subscribe(value -> draw(value.doubleValue()));
    HBox.setHgrow(at, Priority.ALWAYS);
    Label title = new Label(texts.get("window.inspect.ink.replay"));
    title.getStyleClass().add("headline-small");
    getChildren().addAll(title, paper, new HBox(8, play, at), time);
    at.setValue(seconds);
    play(false);
    sceneProperty().subscribe(scene -> play(scene != null && playing));
  }

  private void play(boolean on) {
    playing = on;
    play.setText(texts.get(on ? "window.inspect.ink.pause" : "window.inspect.ink.play"));
    if (on) {
      if (at.getValue() >= seconds) {
        at.setValue(0);
      }
      last = 0;
      timer.start();
    } else {
      timer.stop();
    }
  }

  private void draw(double until) {
    time.setText(
        texts.get(
            "window.inspect.ink.seconds",
            String.format(texts.locale(), "%.1f", until),
            String.format(texts.locale(), "%.1f", seconds)));
    GraphicsContext paper = canvas.getGraphicsContext2D();
    paper.setFill(Color.WHITE);
    paper.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    paper.setStroke(Color.web("#10233f"));
    paper.setLineCap(StrokeLineCap.ROUND);
    double scale = canvas.getWidth() / ink.space().widthMm();
    long end = samples.getFirst().timeMs() + Math.round(until * 1000);
    PenSample before = null;
    for (PenSample each : samples) {
      if (each.timeMs() > end) {
        break;
      }
      if (before != null && before.touching() && each.touching()) {
        double part = Math.min(1, (double) each.pressure() / ink.space().maxPressure());
        paper.setLineWidth(THINNEST + PRESSURE * part);
        paper.strokeLine(
            ink.space().xMm(before) * scale,
            ink.space().yMm(before) * scale,
            ink.space().xMm(each) * scale,
            ink.space().yMm(each) * scale);
      }
      before = each.near() ? each : null;
    }
  }
}
