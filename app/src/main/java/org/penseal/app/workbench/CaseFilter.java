// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.store.CaseSearch;

/** What cases are looked for; on the screen's thread. Name and number are never kept. */
public final class CaseFilter {
  private final StringProperty document = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty number = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable BusinessType> kind = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable CaseStatus> status = new SimpleObjectProperty<>();
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.TODAY);
  private final ObjectProperty<@Nullable LocalDate> day = new SimpleObjectProperty<>();

  /** Part of the document's name. */
  public StringProperty document() {
    return document;
  }

  /** The signer's whole name. */
  public StringProperty name() {
    return name;
  }

  /** The signer's whole ID number. */
  public StringProperty number() {
    return number;
  }

  /** The kind of business; null for any. */
  public ObjectProperty<@Nullable BusinessType> kind() {
    return kind;
  }

  /** How it stands; null for any. */
  public ObjectProperty<@Nullable CaseStatus> status() {
    return status;
  }

  /** From when on. */
  public ObjectProperty<Period> period() {
    return period;
  }

  /** One day, in place of a period; null for none. */
  public ObjectProperty<@Nullable LocalDate> day() {
    return day;
  }

  /** All of it. */
  List<Observable> parts() {
    return List.of(document, name, number, kind, status, period, day);
  }

  /** Today's cases again. */
  public void reset() {
    document.set("");
    name.set("");
    number.set("");
    kind.set(null);
    status.set(null);
    day.set(null);
    period.set(Period.TODAY);
  }

  /** Whether it is more than the time that is chosen. */
  public boolean narrows() {
    return !document.get().isBlank()
        || !name.get().isBlank()
        || !number.get().isBlank()
        || kind.get() != null
        || status.get() != null;
  }

  /** As the archive is asked. */
  CaseSearch.Wanted wanted(ZoneId zone, LocalDate today, int most) {
    LocalDate one = day.get();
    Optional<LocalDate> from = one == null ? period.get().from(today) : Optional.of(one);
    Optional<Instant> until =
        one == null
            ? Optional.empty()
            : Optional.of(one.plusDays(1).atStartOfDay(zone).toInstant());
    CaseStatus chosen = status.get();
    return new CaseSearch.Wanted(
        document.get(),
        Optional.ofNullable(kind.get()).map(BusinessType::id),
        chosen == null ? Set.of() : chosen.states(),
        from.map(first -> first.atStartOfDay(zone).toInstant()),
        until,
        name.get(),
        number.get(),
        most);
  }
}
