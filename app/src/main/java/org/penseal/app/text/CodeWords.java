// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

/** What the stable codes of reports mean, in words. */
public final class CodeWords {
  private static final String TIMESTAMP = "timestamp-";
  private static final String FURTHER = "further-timestamp-";

  private CodeWords() {}

  /**
   * A sentence for a reason, a change or a warning; its place, after a colon, is left out.
   *
   * @param codeAndPlace for example {@code annotation-added: page 2}
   */
  public static String of(Texts texts, String codeAndPlace) {
    String code = codeAndPlace.split(":", 2)[0];
    for (String kind : new String[] {"code.", "hazard."}) {
      if (texts.has(kind + code)) {
        return texts.get(kind + code);
      }
    }
    if (code.startsWith(FURTHER)) {
      String what = code.substring(FURTHER.length());
      boolean own = texts.has("code." + TIMESTAMP + what);
      return texts.get("code.further-timestamp-prefix", of(texts, own ? TIMESTAMP + what : what));
    }
    String inner = code.startsWith(TIMESTAMP) ? code.substring(TIMESTAMP.length()) : "";
    return texts.has("code." + inner)
        ? texts.get("code.timestamp-prefix", texts.get("code." + inner))
        : texts.get("code.other", code);
  }

  /** Whether a code has words of its own. */
  public static boolean knows(Texts texts, String code) {
    return !of(texts, code).equals(texts.get("code.other", code));
  }
}
