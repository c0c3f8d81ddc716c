// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.text.Texts;

/** What of a case can be a demonstration's, or a program's in a device's place. */
public enum DemoPart {
  /** The signature pad. */
  PAD,
  /** The card that name and number were read from. */
  PERSON,
  /** The camera. */
  CAMERA,
  /** The identity authority. */
  AUTHORITY,
  /** The key for which the ink is sealed. */
  ESCROW,
  /** The timestamp service. */
  TSA,
  /** The certification authority. */
  CA,
  /** The key that signs statements for pads without a chip. */
  STATION;

  private String source() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Those that are, or of which nobody knows.
   *
   * @param origins labels by the name of the source, as manifests and reports have them
   */
  public static Set<DemoPart> of(Map<String, String> origins) {
    Set<DemoPart> parts = EnumSet.noneOf(DemoPart.class);
    for (DemoPart part : values()) {
      Optional.ofNullable(origins.get(part.source()))
          .filter(label -> Origin.of(label).map(Origin::isDemo).orElse(false))
          .ifPresent(label -> parts.add(part));
    }
    return parts;
  }

  /** Their names, in the order of the parts. */
  public static String words(Set<DemoPart> parts, Texts texts) {
    return words("report.origin.source.", parts, texts);
  }

  /** The same, in words for a place where there is little room. */
  public static String shortWords(Set<DemoPart> parts, Texts texts) {
    return words("window.demo.part.", parts, texts);
  }

  private static String words(String keys, Set<DemoPart> parts, Texts texts) {
    return parts.stream()
        .sorted()
        .map(part -> texts.get(keys + part.source()))
        .collect(Collectors.joining(texts.get("report.demo.between")));
  }
}
