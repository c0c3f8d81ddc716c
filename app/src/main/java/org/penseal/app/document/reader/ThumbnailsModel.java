// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Whether thumbnails are shown: beside the pages where there is room for both, as the user chose;
 * otherwise over the pages, until one of them is chosen. On the screen's thread.
 */
public final class ThumbnailsModel {
  /** From this width on, in logical pixels, there is room for both. */
  static final double ROOMY = 900;

  private final BooleanProperty chosen = new SimpleBooleanProperty(true);
  private final BooleanProperty roomy = new SimpleBooleanProperty(true);
  private final BooleanProperty over = new SimpleBooleanProperty();
  private final BooleanBinding shown = Bindings.when(roomy).then(chosen).otherwise(over);

  /** How wide the whole page is. */
  void width(double pixels) {
    roomy.set(pixels > ROOMY);
    if (roomy.get()) {
      over.set(false);
    }
  }

  /** Shows them, or hides them. */
  public void show(boolean wanted) {
    (roomy.get() ? chosen : over).set(wanted);
  }

  /**
   * Gives the pages their room again.
   *
   * @return whether they lay over the pages
   */
  public boolean uncover() {
    boolean lay = over.get();
    over.set(false);
    return lay;
  }

  /** What the user chose where there is room for both; kept by whoever keeps choices. */
  public BooleanProperty chosen() {
    return chosen;
  }

  /** Whether there is room for both. */
  BooleanProperty roomy() {
    return roomy;
  }

  /** Whether they are on the screen. */
  public BooleanBinding shown() {
    return shown;
  }
}
