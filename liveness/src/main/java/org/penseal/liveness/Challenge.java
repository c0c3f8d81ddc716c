// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person is asked to do. Left and right are the person's own. */
public enum Challenge {
  /** Turn the head to the person's own left and come back. */
  TURN_LEFT,
  /** Turn the head to the person's own right and come back. */
  TURN_RIGHT,
  /** Lower the chin and come back. */
  NOD,
  /** Close both eyes shortly. */
  BLINK,
  /** Open the mouth and close it. */
  MOUTH_OPEN,
  /** Come closer to the camera. */
  LOOK_CLOSER;

  /** The word used on the command line and in JSON, as {@code turn-left}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Parses {@code turn-left,blink}.
   *
   * @throws IllegalArgumentException for an unknown word, an empty list or more than 8 challenges
   */
  public static List<Challenge> parse(String list) {
    List<Challenge> found = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      found.add(of(part.strip()));
    }
    if (found.size() > 8) {
      throw new IllegalArgumentException("more than 8 challenges");
    }
    return List.copyOf(found);
  }

  private static Challenge of(String word) {
    for (Challenge challenge : values()) {
      if (challenge.word().equals(word.toLowerCase(Locale.ROOT))) {
        return challenge;
      }
    }
    throw new IllegalArgumentException("unknown challenge: " + word);
  }
}
