// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.penseal.app.guide.Navigator;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Version;

/** What this program is: versions, the folders of data and logs, licences of what is shipped. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class AboutView {
  private final Path data;
  private final Navigator navigator;
  private final Texts texts;
  private final Runnable leave;

  @FXML private GridPane versions;
  @FXML private GridPane licences;
  @FXML private Button logs;
  @FXML private Button back;

  /**
   * @param data folder of the data, of which the logs are a part
   * @param leave goes back
   */
  public AboutView(Path data, Navigator navigator, Texts texts, Runnable leave) {
    this.data = data;
    this.navigator = navigator;
    this.texts = texts;
    this.leave = leave;
  }

  @FXML
  void initialize() {
    Path folder = WindowLogs.folder(data);
    row(versions, "PenSeal", Version.NUMBER);
    row(versions, "Java", property("java.runtime.version") + ", " + property("java.vm.name"));
    row(versions, "JavaFX", property("javafx.runtime.version"));
    row(
        versions,
        texts.get("window.about.system"),
        property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    row(versions, texts.get("window.about.data"), data.toAbsolutePath().toString());
    row(versions, texts.get("window.about.logs"), folder.toAbsolutePath().toString());
    row(licences, "PenSeal", "Apache-2.0");
    Shipped.all().forEach(each -> row(licences, each.name(), each.licence()));
    logs.setDisable(!Files.isDirectory(folder));
    logs.setOnAction(e -> navigator.open(folder));
    back.setOnAction(e -> leave.run());
  }

  private static String property(String name) {
    return System.getProperty(name, "-");
  }

  private static void row(GridPane grid, String name, String value) {
    Label first = new Label(name);
    first.getStyleClass().add("quiet");
    first.setMinWidth(Label.USE_PREF_SIZE);
    Label second = new Label(value);
    second.setWrapText(true);
    second.setMinHeight(Label.USE_PREF_SIZE);
    grid.addRow(grid.getRowCount(), first, second);
  }
}
