// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The user's language: all words that a person reads come from here. */
public final class Texts {
  private static final String BUNDLE = "org.penseal.app.text.texts";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Texts for {@code language}: {@code zh} or anything else for English. */
  public static Texts of(String language) {
    return new Texts(language.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH);
  }

  /** The text of a key with its placeholders filled; what names hide is seen ({@link Visible}). */
  public String get(String key, Object... facts) {
    String pattern = bundle.getString(key);
    Object[] seen = facts.clone();
    for (int i = 0; i < seen.length; i++) {
      if (seen[i] instanceof Path path) {
        seen[i] = Visible.of(path.toString());
      } else if (seen[i] instanceof String text) {
        seen[i] = Visible.lines(text);
      }
    }
    return new MessageFormat(pattern, locale).format(seen);
  }

  /** Whether there is a text for this key. */
  public boolean has(String key) {
    try {
      return !bundle.getString(key).isEmpty();
    } catch (MissingResourceException e) {
      return false;
    }
  }

  /** For FXML files and formatters. */
  public ResourceBundle bundle() {
    return bundle;
  }

  /** The language of these texts. */
  public Locale locale() {
    return locale;
  }
}
