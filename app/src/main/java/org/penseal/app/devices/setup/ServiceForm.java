// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;

/** The form of a service, while it is open; on the screen's thread. */
public final class ServiceForm {
  private final ObjectProperty<@Nullable Service> service = new SimpleObjectProperty<>();
  private final Map<SetupField, StringProperty> values = new EnumMap<>(SetupField.class);
  private final Map<SetupField, ObjectProperty<@Nullable Why>> wrong =
      new EnumMap<>(SetupField.class);
  private final Map<SetupField, BooleanProperty> kept = new EnumMap<>(SetupField.class);
  private final BooleanProperty byKey = new SimpleBooleanProperty();
  private final BooleanProperty named = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Lock> lock = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Outcome> outcome = new SimpleObjectProperty<>();

  /**
   * What came of the last trial or writing.
   *
   * @param kind which words tell it: the name of the service, if it does what a case asks of it
   * @param found what the service answered, or how it calls itself
   * @param failure why it failed; null if it did not
   */
  record Outcome(String kind, List<String> found, @Nullable Throwable failure) {
    static Outcome failed(Throwable failure) {
      return new Outcome("", List.of(), failure);
    }
  }

  /** No form is open. */
  public ServiceForm() {
    for (SetupField field : SetupField.values()) {
      values.put(field, new SimpleStringProperty(""));
      wrong.put(field, new SimpleObjectProperty<>());
      kept.put(field, new SimpleBooleanProperty());
      value(field)
          .subscribe(
              now -> {
                wrong(field).set(null);
                outcome.set(null);
              });
    }
    byKey.subscribe(now -> forgive());
  }

  private void forgive() {
    wrong.values().forEach(each -> each.set(null));
    outcome.set(null);
  }

  /** Shows a service as the workplace has it. */
  void show(Service shown, Typed typed, Map<SetupField, Boolean> secrets, boolean isNamed) {
    for (SetupField field : SetupField.values()) {
      value(field).set(typed.value(field));
      kept(field).set(secrets.getOrDefault(field, false));
    }
    byKey.set(typed.byKey());
    named.set(isNamed);
    forgive();
    service.set(shown);
  }

  /** Nothing typed stays, secrets above all. */
  public void close() {
    service.set(null);
    values.values().forEach(each -> each.set(""));
  }

  Typed typed() {
    Map<SetupField, String> all = new EnumMap<>(SetupField.class);
    values.forEach((field, value) -> all.put(field, value.get()));
    return new Typed(byKey.get(), all);
  }

  /** The service, or null. */
  public ObjectProperty<@Nullable Service> service() {
    return service;
  }

  StringProperty value(SetupField field) {
    return Objects.requireNonNull(values.get(field));
  }

  ObjectProperty<@Nullable Why> wrong(SetupField field) {
    return Objects.requireNonNull(wrong.get(field));
  }

  /** Whether the workplace has a secret for it, which stays if none is typed. */
  BooleanProperty kept(SetupField field) {
    return Objects.requireNonNull(kept.get(field));
  }

  BooleanProperty byKey() {
    return byKey;
  }

  ObjectProperty<@Nullable Lock> lock() {
    return lock;
  }

  ObjectProperty<@Nullable Outcome> outcome() {
    return outcome;
  }

  /** Whether a form is open. */
  public ObservableBooleanValue open() {
    return service.isNotNull();
  }

  /** Whether one is open, and can be filled in. */
  public ObservableBooleanValue fillable() {
    return service.isNotNull().and(lock.isNull());
  }

  /** Whether it is that of the CA. */
  public ObservableBooleanValue ofCa() {
    return service.isEqualTo(Service.CA);
  }

  /** Whether requests are protected by a shared secret. */
  public ObservableBooleanValue shared() {
    return service.isEqualTo(Service.CA).and(byKey.not());
  }

  /** Whether requests are, or may be, signed by a key. */
  public ObservableBooleanValue keyed() {
    return service.isEqualTo(Service.AUTHORITY).or(service.isEqualTo(Service.CA).and(byKey));
  }

  /** Whether it can be looked at only. */
  public ObservableBooleanValue locked() {
    return lock.isNotNull();
  }

  /** Whether the service can be taken out of the workplace. */
  public ObservableBooleanValue removable() {
    return named.and(lock.isNull());
  }

  /** Whether there is something to tell of a trial. */
  public ObservableBooleanValue tried() {
    return outcome.isNotNull();
  }
}
