// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableNumberValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands within a paragraph of the manual, or a picture that is one. */
final class InlineView {
  private static final Logger LOG = LoggerFactory.getLogger(InlineView.class);
  private static final double WIDEST = 820;
  private static final double LEAST = 200;

  private final Manual manual;
  private final Consumer<String> follow;
  private final ObservableNumberValue room;

  /**
   * @param room how wide pictures may be
   */
  InlineView(Manual manual, Consumer<String> follow, ObservableNumberValue room) {
    this.manual = manual;
    this.follow = follow;
    this.room = room;
  }

  /** The picture that a paragraph is, or null. */
  @Nullable Region picture(Node paragraph) {
    if (!(paragraph.getFirstChild() instanceof org.commonmark.node.Image image)) {
      return null;
    }
    ImageView view = new ImageView();
    try (InputStream in = manual.picture(image.getDestination())) {
      Image loaded = new Image(in);
      view.setImage(loaded);
      double widest = Math.min(WIDEST, loaded.getWidth());
      view.fitWidthProperty().bind(Bindings.max(LEAST, Bindings.min(widest, room)));
    } catch (IOException e) {
      LOG.info("no picture {}", image.getDestination(), e);
    }
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.setAccessibleText(words(image));
    StackPane frame = new StackPane(view);
    frame.getStyleClass().add("manual-picture");
    frame.setMaxWidth(Region.USE_PREF_SIZE);
    frame.setMinWidth(0); // it is the room that decides
    return frame;
  }

  /** The words of a paragraph, with its links. */
  TextFlow flow(Node paragraph) {
    TextFlow flow = new TextFlow();
    flow.setLineSpacing(4);
    add(paragraph, flow, "");
    return flow;
  }

  private void add(Node node, TextFlow flow, String style) {
    for (Node each = node.getFirstChild(); each != null; each = each.getNext()) {
      switch (each) {
        case Text text -> flow.getChildren().add(text(text.getLiteral(), style));
        case Code code -> flow.getChildren().add(text(code.getLiteral(), "manual-key"));
        case SoftLineBreak line -> flow.getChildren().add(text(" ", style));
        case StrongEmphasis strong -> add(strong, flow, "manual-strong");
        case Link link -> {
          Hyperlink to = new Hyperlink(words(link));
          to.setOnAction(e -> follow.accept(link.getDestination()));
          flow.getChildren().add(to);
        }
        default -> add(each, flow, style);
      }
    }
  }

  private static javafx.scene.text.Text text(String words, String style) {
    javafx.scene.text.Text text = new javafx.scene.text.Text(words);
    text.getStyleClass().addAll("manual-text", style);
    return text;
  }

  /** All words below a node. */
  static String words(Node node) {
    StringBuilder all = new StringBuilder();
    for (Node each = node.getFirstChild(); each != null; each = each.getNext()) {
      all.append(
          switch (each) {
            case Text text -> text.getLiteral();
            case Code code -> code.getLiteral();
            default -> words(each);
          });
    }
    return all.toString();
  }
}
