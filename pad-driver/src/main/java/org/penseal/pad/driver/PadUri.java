// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.Optional;
import org.penseal.pad.PadException;

/**
 * Where a pad is: {@code serial:PATH}, {@code serial:PATH?baud=N}, {@code hid:PATH}, or {@code
 * hid:} for the first known one.
 *
 * @param scheme {@code serial} or {@code hid}
 * @param path empty for the first one
 * @param baud speed asked for, serial only
 */
record PadUri(String scheme, String path, Optional<Integer> baud) {
  private static final String BAUD = "?baud=";

  static PadUri parse(String uri) throws PadException.NotFound {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon);
    String path = uri.substring(colon + 1);
    Optional<Integer> baud = Optional.empty();
    int query = path.lastIndexOf(BAUD);
    if (query >= 0) {
      String digits = path.substring(query + BAUD.length());
      if (!digits.matches("[1-9][0-9]{1,6}")) {
        throw new PadException.NotFound(uri);
      }
      baud = Optional.of(Integer.valueOf(digits));
      path = path.substring(0, query);
    }
    boolean known = scheme.equals("hid") || (scheme.equals("serial") && !path.isEmpty());
    if (!known) {
      throw new PadException.NotFound(uri);
    }
    return new PadUri(scheme, path, baud);
  }
}
