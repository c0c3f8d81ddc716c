// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penseal.pad.PadException;

/**
 * The device files that this process has open: a second opening of one would take reports away from
 * the first. Systems forbid that for serial lines only, and not to root. A key names a file
 * whichever way leads to it.
 */
final class OpenPlaces {
  private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  private OpenPlaces() {}

  /**
   * Takes a place.
   *
   * @param key of the file, for {@link #free}
   * @param uri by which it was asked for
   * @throws PadException.Busy when it is taken
   */
  static void take(String key, String uri) throws PadException.Busy {
    if (!OPEN.add(key)) {
      throw new PadException.Busy(uri, null);
    }
  }

  static void free(String key) {
    OPEN.remove(key);
  }
}
