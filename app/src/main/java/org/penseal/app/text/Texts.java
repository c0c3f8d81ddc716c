// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The user's language: all words and times that a person reads come from here. */
public final class Texts {
  private static final String BUNDLE = "org.penseal.app.text.texts";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private final Locale locale;
  private final ZoneId zone;
  private final ResourceBundle bundle;

  private Texts(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * Texts for {@code language}, {@code zh} or anything else for English; times are told in the zone
   * of the system.
   */
  public static Texts of(String language) {
    return of(language, ZoneId.systemDefault());
  }

  /**
   * The same with another zone of times.
   *
   * @param zone of the desk
   */
  public static Texts of(String language, ZoneId zone) {
    return new Texts(language.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH, zone);
  }

  /**
   * The text of a key with its placeholders filled: an {@link Instant} as {@link #time}; what names
   * hide is seen ({@link Visible}).
   */
  public String get(String key, Object... facts) {
    String pattern = bundle.getString(key);
    Object[] seen = facts.clone();
    for (int i = 0; i < seen.length; i++) {
      if (seen[i] instanceof Path path) {
        seen[i] = Visible.of(path.toString());
      } else if (seen[i] instanceof String text) {
        seen[i] = Visible.lines(text);
      } else if (seen[i] instanceof Instant at) {
        seen[i] = time(at);
      }
    }
    return new MessageFormat(pattern, locale).format(seen);
  }

  /** A time to the second in the zone of these texts, with its offset from UTC. */
  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
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

  /** The zone in which times are told. */
  public ZoneId zone() {
    return zone;
  }
}
