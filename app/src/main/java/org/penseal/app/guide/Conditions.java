// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/**
 * What a model says of itself, as FXML asks for it by the name of the method: {@code
 * ${model.placing}} is the value of {@code placing()} and follows it, {@code ${model.code.asked}}
 * that of {@code code().asked()}. On the JavaFX thread.
 */
final class Conditions {
  private final Object model;
  // A binding that nobody keeps stops following.
  private final List<ObservableBooleanValue> kept = new ArrayList<>();
  private final ObservableMap<String, Object> known =
      FXCollections.observableMap(
          new HashMap<>() {
            @Override
            public Object get(Object name) {
              return computeIfAbsent((String) name, Conditions.this::ask);
            }
          });

  private Conditions(Object model) {
    this.model = model;
  }

  /** Those of a public class; a name that is no method of it is refused. */
  static ObservableMap<String, Object> of(Object model) {
    return new Conditions(model).known;
  }

  private Object ask(String name) {
    Object said;
    try {
      said = model.getClass().getMethod(name).invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(model.getClass() + " has no condition " + name, e);
    }
    if (said instanceof ObservableBooleanValue condition) {
      kept.add(condition);
      condition.subscribe((before, now) -> known.put(name, now));
      return condition.get();
    }
    return of(said);
  }
}
