// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.util.Locale;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.WordParts;

/**
 * Words as one page.
 *
 * @param sheet the page
 */
public record WordLeaves(Sheet sheet) implements Leaves {
  /** Of a text. */
  public static WordLeaves of(String words, LeafLayout layout, Locale locale) {
    return new WordLeaves(
        new Sheet(
            1,
            WordParts.on(layout.pad(), locale)
                .parts(words, layout.page().width(), layout.page().height()),
            true));
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Sheet sheet(int page) {
    return sheet;
  }
}
