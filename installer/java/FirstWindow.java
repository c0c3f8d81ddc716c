// SPDX-License-Identifier: Apache-2.0
import java.util.Locale;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.penseal.app.shell.Desktop;

/**
 * What start-up is measured with: opens a window and ends when it is drawn. Its argument says which: {@code frame},
 * PenSeal's first picture; {@code workbench}, its first page, when the station is open; {@code bare}, one with nothing
 * but a line in the same font.
 */
public final class FirstWindow extends Application {
  /** For JavaFX. */
  public FirstWindow() {}

  public static void main(String[] arguments) {
    if (arguments[0].equals("bare")) {
      launch(FirstWindow.class);
    } else {
      Desktop.open(Desktop.Until.valueOf(arguments[0].toUpperCase(Locale.ROOT)));
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
