// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

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
        public boolean wasSecured(PadIdentity pad) {
          return false;
        }

        @Override
        public void secured(PadIdentity pad) {
          // nothing is kept
        }
      };

  /** Whether the pad with this serial number once had a secure link. */
  boolean wasSecured(PadIdentity pad);

  /** The pad has a secure link now. */
  void secured(PadIdentity pad);
}
