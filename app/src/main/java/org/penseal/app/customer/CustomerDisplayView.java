// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.customer;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.capture.MirrorView;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.guide.Step;
import org.penseal.app.text.Texts;

/**
 * A window for the customer: the page that the operator has before him, while he signs what the pad
 * shows, also of a pad that shows nothing, and a word of thanks. It fills a second display where
 * there is one. On the JavaFX thread only.
 */
public final class CustomerDisplayView {
  private final Stage main;
  private final CaptureModel capture;
  private final DocumentModel document;
  private final ObjectProperty<Step> step;
  private @Nullable Stage stage;
  private Subscription following = Subscription.EMPTY;

  /**
   * A display that is not shown yet.
   *
   * @param main the operator's window
   */
  public CustomerDisplayView(
      Stage main, CaptureModel capture, DocumentModel document, ObjectProperty<Step> step) {
    this.main = main;
    this.capture = capture;
    this.document = document;
    this.step = step;
    main.addEventHandler(WindowEvent.WINDOW_HIDDEN, hidden -> close());
  }

  /**
   * Opens it or closes it.
   *
   * @param wanted becomes false when its window is closed
   */
  public void show(BooleanProperty wanted, Texts texts) {
    close();
    if (!wanted.get()) {
      return;
    }
    CustomerPageView page = new CustomerPageView(texts);
    MirrorView mirror = new MirrorView();
    mirror.bindSecond(capture);
    StackPane both = new StackPane(page, mirror);
    both.getStyleClass().add("page");
    following =
        Subscription.combine(
            step.subscribe(
                now -> {
                  mirror.setVisible(now == Step.SIGN);
                  page.setVisible(now != Step.SIGN);
                }),
            page.follow(document, step));
    capture.secondShown(true);
    Stage opened = new Stage();
    opened.setTitle(texts.get("window.customer.title"));
    Scene scene = new Scene(both, 900, 700);
    scene.getStylesheets().setAll(main.getScene().getStylesheets());
    opened.setScene(scene);
    other(Screen.getScreens().stream().map(Screen::getBounds).toList(), main.getX(), main.getY())
        .ifPresent(
            at -> {
              opened.setX(at.getMinX());
              opened.setY(at.getMinY());
              opened.setFullScreenExitHint("");
              opened.setFullScreen(true);
            });
    opened.setOnCloseRequest(closing -> wanted.set(false));
    opened.show();
    main.toFront();
    stage = opened;
  }

  /**
   * The display on which the operator's window is not; empty where there is one display only.
   *
   * @param x left edge of that window
   */
  static Optional<Rectangle2D> other(List<Rectangle2D> displays, double x, double y) {
    return displays.stream().filter(each -> !each.contains(x, y)).findFirst();
  }

  /** Closes its window, if there is one. */
  public void close() {
    following.unsubscribe();
    following = Subscription.EMPTY;
    capture.secondShown(false);
    Stage open = stage;
    stage = null;
    if (open != null) {
      open.close();
    }
  }
}
