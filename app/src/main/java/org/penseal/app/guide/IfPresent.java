// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Conditions on what may be null. On the JavaFX thread. */
public final class IfPresent {
  private IfPresent() {}

  /** Whether there is a value, and it is so. */
  public static <T> ObservableBooleanValue test(
      ObservableValue<@Nullable T> value, Predicate<T> so) {
    return Bindings.createBooleanBinding(
        () -> {
          T now = value.getValue();
          return now != null && so.test(now);
        },
        value);
  }
}
