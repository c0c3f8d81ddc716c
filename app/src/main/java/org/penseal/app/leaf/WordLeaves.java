// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.util.Locale;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.WordParts;
import org.penseal.pad.PadLayout;

/**
 * Words as one page.
 *
 * @param sheet the page
 */
public record WordLeaves(LeafSheet sheet) implements Leaves {
  /** Of a text. */
  public static WordLeaves of(String words, LeafLayout layout, Locale locale) {
    return new WordLeaves(
        new LeafSheet(
            1,
            WordParts.on(layout.pad(), locale)
                .parts(words, layout.page().width(), layout.page().height()),
            true));
  }

  /** How many screens a text has on a pad for which {@link LeafLayout#fits} holds. */
  public static int screens(String words, PadLayout pad, Locale locale) {
    return of(words, LeafLayout.of(pad), locale).sheet().parts().size();
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public LeafSheet sheet(int page) {
    return sheet;
  }
}
