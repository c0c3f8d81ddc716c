// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.penseal.app.business.BusinessType;
import org.penseal.pdf.Placement;

/**
 * Where the several signers of one document sign, in their order: one after another is placed. On
 * the screen's thread.
 */
public final class SignerPlaces {
  private final ObjectProperty<List<BusinessType.Words>> roles =
      new SimpleObjectProperty<>(List.of());
  private final ReadOnlyIntegerWrapper edited = new ReadOnlyIntegerWrapper();
  private final Map<Integer, Chosen> chosen = new HashMap<>();
  private int turn;

  /**
   * A place that was chosen.
   *
   * @param placement what the signing is given: a field or a rectangle
   * @param at where that is
   */
  public record Chosen(Placement placement, Placement.At at) {}

  /** The roles of all who sign, in their order; empty for one signer of no role. */
  public ObjectProperty<List<BusinessType.Words>> roles() {
    return roles;
  }

  /** Whether there is more than one. */
  public ObservableBooleanValue several() {
    return Bindings.createBooleanBinding(() -> roles.get().size() > 1, roles);
  }

  /** Whose place is being chosen, from 0. */
  public ReadOnlyIntegerProperty edited() {
    return edited.getReadOnlyProperty();
  }

  /** Whose turn to sign it is, from 0. */
  public int turn() {
    return turn;
  }

  /** It is this one's turn; the places are what was chosen before. */
  void begin(int now, Map<Integer, Chosen> before) {
    turn = now;
    chosen.clear();
    chosen.putAll(before);
    edited.set(now);
  }

  /** The place of another one is chosen now. */
  void edit(int signer) {
    edited.set(signer);
  }

  /** Keeps what was chosen for one. */
  void keep(int signer, Chosen place) {
    chosen.put(signer, place);
  }

  /** What was chosen for one, if it was. */
  public Optional<Chosen> of(int signer) {
    return Optional.ofNullable(chosen.get(signer));
  }

  /** All that was chosen. */
  public Map<Integer, Chosen> all() {
    return Map.copyOf(chosen);
  }

  /** Those whose place is shown beside the one that is being chosen: later ones, from 0. */
  List<Integer> others() {
    return chosen.keySet().stream()
        .filter(each -> each != edited.get() && each >= turn)
        .sorted()
        .toList();
  }
}
