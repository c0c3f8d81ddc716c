// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The keys that move the pages, wherever on their page the focus is. */
public final class ReaderKeysView {
  private static final double LINE = 48;

  private final Node page;
  private final ReaderModel model;
  private final SearchModel search;

  private ReaderKeysView(Node page, ReaderModel model, SearchModel search) {
    this.page = page;
    this.model = model;
    this.search = search;
  }

  /** From now on. */
  public static void install(Node page, PageModels models) {
    ReaderKeysView keys = new ReaderKeysView(page, models.reader(), models.search());
    page.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
  }

  private void pressed(KeyEvent event) {
    if (model.count() == 0) {
      return;
    }
    boolean text = event.getTarget() instanceof TextInputControl;
    boolean own = // a list, and the mark of the signature, which goes to other pages by these keys
        event.getTarget() instanceof ListView || event.getTarget() instanceof PlaceMarkView;
    boolean done =
        event.isShortcutDown()
            ? shortcut(event)
            : hit(event) || (!own && paging(event, text)) || (onPages(event) && scrolling(event));
    if (done) {
      event.consume();
    }
  }

  private static boolean onPages(KeyEvent event) {
    return event.getTarget() instanceof ReaderView;
  }

  private boolean shortcut(KeyEvent event) {
    switch (event.getCode()) {
      case PLUS, EQUALS, ADD -> model.larger(true);
      case MINUS, SUBTRACT -> model.larger(false);
      case DIGIT0, NUMPAD0 -> model.fit(ReaderModel.Fit.WIDTH);
      case F -> focus("searchField");
      case G -> focus("pageField");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void focus(String id) {
    if (page.lookup("#" + id) instanceof TextInputControl field) {
      field.requestFocus();
      field.selectAll();
    }
  }

  private boolean hit(KeyEvent event) {
    switch (event.getCode()) {
      case F3 -> search.step(event.isShiftDown() ? -1 : 1);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean paging(KeyEvent event, boolean text) {
    switch (event.getCode()) {
      case PAGE_DOWN -> model.screens(1);
      case PAGE_UP -> model.screens(-1);
      case HOME -> {
        if (!text) {
          model.goTo(1);
        }
        return !text;
      }
      case END -> {
        if (!text) {
          model.goTo(model.count());
        }
        return !text;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean scrolling(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> model.scrollBy(0, LINE);
      case UP -> model.scrollBy(0, -LINE);
      case RIGHT -> model.scrollBy(LINE, 0);
      case LEFT -> model.scrollBy(-LINE, 0);
      case SPACE -> model.screens(event.isShiftDown() ? -1 : 1);
      default -> {
        return false;
      }
    }
    return true;
  }
}
