// SPDX-License-Identifier: Apache-2.0
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.penseal.app.shell.Desktop;
import org.penseal.app.workplace.Station;

/**
 * What start-up is measured with: opens a window and ends when it is drawn; PenSeal's, or with the
 * argument {@code bare} one with nothing but a line in the same font.
 */
public final class FirstWindow extends Application {
  /** For JavaFX. */
  public FirstWindow() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      launch(FirstWindow.class);
    } else {
      Station.registerProvider();
      Desktop.openForAMoment();
    }
  }

  @Override
  public void start(Stage stage) {
    Label words = new Label("手写签名");
    words.setFont(
        Font.loadFont(
            FirstWindow.class.getResourceAsStream("/org/penseal/pdf/font/screen/NotoSansSC.ttf"), 14));
    stage.setScene(new Scene(new StackPane(words), 800, 600));
    stage.show();
    stage.getScene().addPostLayoutPulseListener(Platform::exit);
  }
}
