// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify.card;

import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** How far the reading of a picture of the card is, and what it gave. On the JavaFX thread. */
public final class CardPictureModel {
  private static final String SCANNING = "scanning";

  private final StringProperty note = new SimpleStringProperty("");
  private final StringProperty folder = new SimpleStringProperty("");
  private CardPictureFlow.@Nullable Pictured pictured;
  private int scan;

  /**
   * A picture begins to be read.
   *
   * @return tells this reading from a later one, so that what comes too late is nobody else's
   */
  public int begins() {
    note.set(SCANNING);
    return ++scan;
  }

  /** Whether a picture is being read. */
  public BooleanBinding scanning() {
    return note.isEqualTo(SCANNING);
  }

  /**
   * What the picture gave.
   *
   * @return whether that is still of interest
   */
  public boolean gave(int which, CardPictureFlow.Pictured taken) {
    if (which == scan) {
      pictured = taken;
      note.set(taken.number().fits() ? "scanned" : "scan-unfit");
    }
    return which == scan;
  }

  /**
   * The picture gave nothing.
   *
   * @return whether that is still of interest
   */
  public boolean failed(int which) {
    if (which == scan) {
      note.set("");
    }
    return which == scan;
  }

  /** What the picture gives, once name and number are there as well. */
  public Optional<CardReading> card(Optional<String> name, Optional<String> number) {
    CardPictureFlow.Pictured taken = pictured;
    return taken == null || name.isEmpty() || number.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CardReading.ofPicture(name.get(), number.get(), taken.number(), taken.portrait()));
  }

  /** How far it is: the text is {@code window.identify.NOTE}; or empty. */
  public StringProperty note() {
    return note;
  }

  /** The folder of the last file; empty for none. */
  public StringProperty folder() {
    return folder;
  }

  /** Forgets the person; a reading that goes on is nobody's. */
  public void forget() {
    pictured = null;
    scan++;
    note.set("");
  }
}
