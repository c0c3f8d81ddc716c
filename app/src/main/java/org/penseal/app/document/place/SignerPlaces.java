// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.Observable;
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
  private final ObjectProperty<Map<Integer, Chosen>> remembered =
      new SimpleObjectProperty<>(Map.of());
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
    remembered.set(Map.of());
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

  /** Where later ones signed the last time. */
  void remember(Map<Integer, Placement.At> last) {
    Map<Integer, Chosen> all = new HashMap<>();
    last.forEach((signer, at) -> all.put(signer, new Chosen(at, at)));
    remembered.set(Map.copyOf(all));
  }

  /** The place of the last time, for one whose place nobody has chosen. */
  Optional<Proposal> last(int signer) {
    return chosen.containsKey(signer)
        ? Optional.empty()
        : Optional.ofNullable(remembered.get().get(signer))
            .map(place -> new Proposal(Proposal.Kind.LAST, place.at(), ""));
  }

  /** What was chosen for one, or its place of the last time. */
  public Optional<Chosen> of(int signer) {
    return Optional.ofNullable(all().get(signer));
  }

  /** All that was chosen, and the places of the last time of those who sign, too. */
  public Map<Integer, Chosen> all() {
    Map<Integer, Chosen> all = new HashMap<>(remembered.get());
    all.keySet().removeIf(signer -> signer <= turn || signer >= roles.get().size());
    all.putAll(chosen);
    return Map.copyOf(all);
  }

  /** What the places of the others depend on: who signs, and where the last time. */
  public List<Observable> observed() {
    return List.of(roles, remembered);
  }

  /** The places of the others who sign now or later, by their number. */
  Map<Integer, Placement.At> others() {
    Map<Integer, Placement.At> others = new TreeMap<>();
    all()
        .forEach(
            (signer, place) -> {
              if (signer != edited.get() && signer >= turn) {
                others.put(signer, place.at());
              }
            });
    return others;
  }
}
