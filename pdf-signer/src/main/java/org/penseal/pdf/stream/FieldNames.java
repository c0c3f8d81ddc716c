// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Full names of fields (ISO 32000-2, 12.7.4.2), as readers tell them apart or do not. */
public final class FieldNames {
  // The language of what follows (ISO 32000-2, 7.9.2.2), which is no part of the text.
  private static final Pattern LANGUAGE = Pattern.compile("\u001b[^\u001b.]*\u001b");
  private static final Pattern UNUSUAL = Pattern.compile("\\p{Cntrl}|\\.\\.");

  private FieldNames() {}

  /**
   * The same text for all names that some reader takes for one: without languages, composed
   * (Unicode, form C), and only as far as a character that ends it, or a part without a name.
   */
  public static String plain(String name) {
    String text = UNUSUAL.split(LANGUAGE.matcher(name).replaceAll(""), 2)[0];
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return composed.endsWith(".") ? composed.substring(0, composed.length() - 1) : composed;
  }

  /** Whether readers disagree where it ends. */
  public static boolean isOdd(String name) {
    return UNUSUAL.matcher(LANGUAGE.matcher(name).replaceAll("")).find();
  }

  /** Whether a plain name is another, or one of those that it begins with. */
  public static boolean isWithin(String name, String other) {
    return other.equals(name) || other.startsWith(name + ".");
  }
}
