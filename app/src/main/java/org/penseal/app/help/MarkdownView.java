// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;

/** A page of CommonMark: headings, paragraphs, lists, pictures, links and code, nothing else. */
public final class MarkdownView extends VBox {
  private static final double AROUND = 70;

  /** Without a page yet. */
  public MarkdownView() {
    super(10);
    getStyleClass().add("manual");
  }

  /** A sentence in place of a page. */
  void say(String words) {
    getChildren().setAll(label(words, "lead"));
  }

  /**
   * Shows a page.
   *
   * @param manual its pictures
   * @param follow goes where a link leads
   */
  void show(Node page, Manual manual, Consumer<String> follow) {
    getChildren().clear();
    InlineView inline = new InlineView(manual, follow, widthProperty().subtract(AROUND));
    for (Node each = page.getFirstChild(); each != null; each = each.getNext()) {
      block(each, this, inline);
    }
  }

  private static void block(Node node, VBox into, InlineView inline) {
    switch (node) {
      case Heading heading -> {
        String style = heading.getLevel() == 1 ? "headline" : "headline-small";
        into.getChildren().add(label(InlineView.words(heading), style));
      }
      case Paragraph paragraph -> paragraph(paragraph, into, inline);
      case FencedCodeBlock code ->
          into.getChildren().add(label(code.getLiteral().strip(), "manual-code"));
      case BulletList list -> list(list, into, inline, 0);
      case OrderedList list -> list(list, into, inline, 1);
      default -> {
        // Nothing else stands in the manual; a test holds that.
      }
    }
  }

  private static void list(Node list, VBox into, InlineView inline, int first) {
    int number = first;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (item instanceof ListItem) {
        VBox words = new VBox(6);
        for (Node each = item.getFirstChild(); each != null; each = each.getNext()) {
          block(each, words, inline);
        }
        Label mark = label(first == 0 ? "•" : number + ".", "manual-mark");
        mark.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, mark, words);
        HBox.setHgrow(words, Priority.ALWAYS);
        into.getChildren().add(row);
        number++;
      }
    }
  }

  private static void paragraph(Paragraph paragraph, VBox into, InlineView inline) {
    Region picture = inline.picture(paragraph);
    if (picture != null) {
      into.getChildren().add(picture);
      return;
    }
    TextFlow flow = inline.flow(paragraph);
    flow.setMaxWidth(Double.MAX_VALUE);
    into.getChildren().add(flow);
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
