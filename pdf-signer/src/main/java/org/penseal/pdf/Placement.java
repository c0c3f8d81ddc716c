// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

/** Where the signature stands in the document. */
public sealed interface Placement {
  /** A signature without a picture. */
  record Invisible() implements Placement {}

  /**
   * An existing, empty signature field.
   *
   * @param name fully qualified field name
   */
  record Field(String name) implements Placement {}

  /**
   * A rectangle on the page as it is displayed, that is after the page's rotation and inside its
   * crop box.
   *
   * @param page from 1
   * @param x left edge, points (1/72 inch) from the left edge of the displayed page
   * @param y lower edge, points from the lower edge of the displayed page
   * @param width points
   * @param height points
   */
  record At(int page, double x, double y, double width, double height) implements Placement {}

  /**
   * A rectangle beside a place where a text stands: right of it, its middle on the text's line,
   * moved by an offset and then shifted to stay on the page.
   *
   * @param text the text searched for, within one line
   * @param hit which of the places, in the order of pages and lines: 1 is the first, -1 the last
   * @param dx moves it to the right, points
   * @param dy moves it up, points
   * @param width points
   * @param height points
   */
  record Keyword(String text, int hit, double dx, double dy, double width, double height)
      implements Placement {
    /** Beside the last place, 200 by 76 points. */
    public Keyword(String text) {
      this(text, -1, 0, 0, 200, 76);
    }
  }
}
