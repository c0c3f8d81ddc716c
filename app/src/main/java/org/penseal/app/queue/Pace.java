// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

/** How the next file of the queue comes; the person chooses. */
public enum Pace {
  /** When the person says so. */
  ONE_BY_ONE,
  /** As soon as the one before it is signed. */
  WITHOUT_ASKING
}
