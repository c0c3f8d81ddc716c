// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.document.TypedNumber;
import org.penseal.pdf.page.ChineseFont;

/**
 * What is wrong with the form of the person, field by field, before anybody is asked to agree. On
 * the screen's thread.
 */
public final class FormCheck {
  private final Map<Field, StringProperty> problems = new EnumMap<>(Field.class);

  /** A field of the form, in its order. */
  public enum Field {
    /** The name. */
    NAME,
    /** The ID number. */
    NUMBER,
    /** The mobile number. */
    PHONE
  }

  FormCheck() {
    for (Field field : Field.values()) {
      problems.put(field, new SimpleStringProperty(""));
    }
  }

  /**
   * What is wrong with a field: the text is {@code window.form.KEY}, where a fact follows the key
   * after a space; empty for nothing.
   */
  public StringProperty problem(Field field) {
    return problems.computeIfAbsent(field, f -> new SimpleStringProperty(""));
  }

  /**
   * Looks at the whole form.
   *
   * @param today in China
   * @return the first field that has to be mended
   */
  Optional<Field> first(IdentifyModel model, LocalDate today) {
    boolean card = model.reader().get();
    problem(Field.NAME).set(name(IdentifyModel.typed(model.name()), card));
    problem(Field.NUMBER).set(number(model.typedNumber(today), card));
    boolean phone = model.mode().get() == IdentityMode.PHONE;
    problem(Field.PHONE)
        .set(phone ? phone(IdentifyModel.typed(model.phone()), model.demo().get()) : "");
    for (Field field : Field.values()) {
      if (!problem(field).get().isEmpty()) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** Nothing is said of a field while it is being changed. */
  void forget(Field field) {
    problem(field).set("");
  }

  private static String name(Optional<String> typed, boolean card) {
    if (typed.isEmpty()) {
      return card ? "" : "name.empty";
    }
    try {
      IdentityClaim.requireName(typed.get());
      // Window, pad and stamp have one font: what it lacks would be seen in none of them.
      OptionalInt rare = ChineseFont.missing(typed.get());
      return rare.isPresent() ? "name.rare " + named(rare.getAsInt()) : "";
    } catch (IdentityException.BadName e) {
      return "name.wrong";
    }
  }

  private static String named(int codePoint) {
    return "%s (U+%04X)".formatted(Character.toString(codePoint), codePoint);
  }

  private static String number(TypedNumber typed, boolean card) {
    return switch (typed) {
      case TypedNumber.Empty e -> card ? "" : "number.empty";
      case TypedNumber.Incomplete i -> "number.wrong";
      case TypedNumber.Wrong w -> "number.wrong";
      case TypedNumber.Right r -> "";
    };
  }

  private static String phone(Optional<String> typed, boolean demo) {
    if (typed.isEmpty()) {
      return demo ? "" : "phone.empty";
    }
    try {
      IdentityClaim.requirePhone(typed.get());
      return "";
    } catch (IdentityException.BadPhone e) {
      return "phone.wrong";
    }
  }
}
