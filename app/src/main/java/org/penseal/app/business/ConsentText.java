// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.nio.charset.StandardCharsets;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.text.Texts;

/**
 * What a signer agrees to before anything is taken.
 *
 * @param version of the words
 * @param words as they are shown
 */
public record ConsentText(String version, String words) {

  /** The words for a kind of business, in a language. */
  public static ConsentText of(BusinessType type, Texts texts) {
    return new ConsentText(
        texts.get("consent.version"),
        texts.get(
            "consent.text",
            type.name().in(texts.locale().getLanguage()),
            Integer.toString(type.retentionDays()),
            type.withoutFace(texts)));
  }

  /** SM3 of the words, as it stands in the manifest. */
  public String sm3() {
    return Sm3.hex(words.getBytes(StandardCharsets.UTF_8));
  }
}
