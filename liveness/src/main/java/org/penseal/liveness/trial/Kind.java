// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.util.Locale;
import java.util.Optional;

/** What a clip shows: somebody living, or one species of attack. */
public enum Kind {
  /** The person the camera is meant for (of the puppet: one that stands for such a person). */
  LIVING,
  /** A printed photo swung, nodded and brought closer in time with what is asked. */
  PHOTO_SWUNG,
  /** A printed photo moved about. */
  PHOTO_MOVED,
  /** A printed photo swung and bent. */
  PHOTO_BENT,
  /** A photo as a mask with living eyes and mouth. */
  CUT_OUT,
  /** The same mask, bent round the head as well: known to pass at times, see docs/limits.md. */
  CUT_OUT_BENT,
  /** A film of the right movements on a screen. */
  SCREEN_REPLAY,
  /** The first second in a loop, bit by bit. */
  LOOP,
  /** A movement in a loop, each frame with noise of its own. */
  LOOP_NOISY,
  /** Another person from the middle on. */
  SWAPPED,
  /** The picture stands still for a while, to the last bit. */
  FROZEN,
  /** Frames are missing, in which anything may have happened. */
  GAP,
  /** The movements of another case. */
  OTHER_ORDER,
  /** All movements there are, one after the other, so that the right ones are among them. */
  ALL_MOVEMENTS;

  /** The word used in lists and figures, as {@code photo-swung}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a word; empty when there is none. */
  public static Optional<Kind> of(String word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
