// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.Optional;

/**
 * Remembers which pads once had a secure link, so that one that comes back without it is noticed:
 * somebody may stand on the line and hide the offer, or give the pad out for another model. Called
 * while a pad is opened, on the opening thread.
 */
public interface LinkMemory {
  /** Remembers nothing. */
  LinkMemory NONE =
      new LinkMemory() {
        @Override
        public boolean wasSecured(PadIdentity pad, Optional<String> place) {
          return false;
        }

        @Override
        public void secured(PadIdentity pad, Optional<String> place) {
          // nothing is kept
        }
      };

  /**
   * Whether the pad with this serial number once had a secure link, or the last one that had at
   * this place was not seen elsewhere since: a pad may hide its number, or give another.
   *
   * @param place port that it is plugged into; empty if there is none
   */
  boolean wasSecured(PadIdentity pad, Optional<String> place);

  /**
   * The pad has a secure link now.
   *
   * @param place port that it is plugged into; empty if there is none
   */
  void secured(PadIdentity pad, Optional<String> place);
}
