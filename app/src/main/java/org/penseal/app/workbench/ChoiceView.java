// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A choice among values in words, with "any" at its top where a filter may be left open. */
final class ChoiceView<T> extends ChoiceBox<T> {
  /**
   * @param name of the control
   * @param any whether null can be chosen
   * @param words of a value, also of null
   */
  ChoiceView(
      String id,
      String name,
      boolean any,
      List<T> values,
      Property<T> value,
      Function<@Nullable T, String> words) {
    setId(id);
    setAccessibleText(name);
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T each) {
            return words.apply(each);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed");
          }
        });
    if (any) {
      getItems().add(null);
    }
    getItems().addAll(values);
    valueProperty().bindBidirectional(value);
  }
}
