// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penseal.signature.Level;

/** The form of the signatures of cases, whose one-time keys need a timestamp. */
public enum SigningProfile {
  /** PAdES B-T. */
  PADES_T(Level.T),
  /** PAdES B-LT. */
  PADES_LT(Level.LT),
  /** PAdES B-LTA. */
  PADES_LTA(Level.LTA),
  /** A message of GB/T 35275, with a timestamp. */
  GM_CMS("gm-cms", Level.T);

  /** The one that is taken if nobody says. */
  public static final SigningProfile STANDARD = PADES_T;

  private final String word;
  private final Level level;

  SigningProfile(Level level) {
    this(level.profile(), level);
  }

  SigningProfile(String word, Level level) {
    this.word = word;
    this.level = level;
  }

  /** As it stands in files, on the command line and in reports. */
  public String word() {
    return word;
  }

  /** How long the signature stays verifiable. */
  public Level level() {
    return level;
  }

  /** Whether the message is one of GB/T 35275. */
  public boolean gm() {
    return this == GM_CMS;
  }

  /** Whether a signature of this form and level is no less than this one. */
  boolean allows(Level other, boolean gmMessage) {
    return gmMessage == gm() && other.compareTo(level) >= 0;
  }

  /** The one of a word. */
  public static Optional<SigningProfile> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** The words of all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(SigningProfile::word).toList();
  }
}
