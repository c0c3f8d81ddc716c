// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pages of the manual, in the order in which they are read. */
public enum HelpTopic {
  /** What there is. */
  START,
  /** The cases of this station, and several files one after another. */
  WORKBENCH,
  /** A document is opened and read. */
  DOCUMENT,
  /** The place of the signature. */
  PLACE,
  /** Consent, and who signs. */
  IDENTIFY,
  /** Writing on the pad. */
  SIGN,
  /** What verification says after a case. */
  REPORT,
  /** Files of others are verified. */
  VERIFY,
  /** Devices, look, and what is written by hand. */
  SETTINGS,
  /** How devices and services are. */
  DEVICES,
  /** The keys. */
  KEYS,
  /** What to do when something fails. */
  PROBLEMS;

  /** Name of the page's file without its ending. */
  public String file() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The page that a link of the manual leads to. */
  static Optional<HelpTopic> of(String link) {
    return Arrays.stream(values()).filter(each -> link.equals(each.file() + ".md")).findFirst();
  }
}
