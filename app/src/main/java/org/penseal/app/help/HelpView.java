// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.io.IOException;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of help: the manual's pages at the left, one of them at the right. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class HelpView {
  private static final Logger LOG = LoggerFactory.getLogger(HelpView.class);

  private final HelpModel model;
  private final Manual manual;
  private final Texts texts;
  private final Runnable about;
  private final Runnable check;
  private final Runnable leave;

  @FXML private ListView<HelpTopic> topics;
  @FXML private ScrollPane scroll;
  @FXML private MarkdownView page;
  @FXML private Button aboutButton;
  @FXML private Button checkButton;
  @FXML private Button back;

  /**
   * @param about shows what this program is
   * @param check checks this computer
   * @param leave goes back to where help was asked for
   */
  public HelpView(HelpModel model, Texts texts, Runnable about, Runnable check, Runnable leave) {
    this.model = model;
    this.manual = new Manual(texts.locale().getLanguage());
    this.texts = texts;
    this.about = about;
    this.check = check;
    this.leave = leave;
  }

  @FXML
  void initialize() {
    topics.getItems().setAll(HelpTopic.values());
    topics.setAccessibleText(texts.get("window.help.topics"));
    topics.setCellFactory(list -> new TopicView());
    topics
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                model.topic().set(chosen);
              }
            });
    scroll.setAccessibleText(texts.get("window.help.page"));
    model.topic().subscribe(this::show);
    aboutButton.setOnAction(e -> about.run());
    checkButton.setOnAction(e -> check.run());
    back.setOnAction(e -> leave.run());
  }

  private void show(HelpTopic topic) {
    topics.getSelectionModel().select(topic);
    try {
      page.show(manual.page(topic), manual, to -> HelpTopic.of(to).ifPresent(model.topic()::set));
    } catch (IOException e) {
      LOG.warn("no page of the manual", e);
      page.say(texts.get("window.help.missing"));
    }
    scroll.setVvalue(0);
  }

  /** The title of a page. */
  private final class TopicView extends ListCell<HelpTopic> {
    @Override
    protected void updateItem(@Nullable HelpTopic item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? null : title(item));
    }
  }

  private String title(HelpTopic topic) {
    try {
      return manual.title(topic);
    } catch (IOException e) {
      return topic.file();
    }
  }
}
