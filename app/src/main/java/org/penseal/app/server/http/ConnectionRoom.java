// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections there are, together and from each address. For many threads. */
final class ConnectionRoom {
  private int all;
  private final Map<InetAddress, Integer> each = new HashMap<>();

  /** One more, if there are fewer than so many. */
  synchronized boolean enter(int most) {
    if (all >= most) {
      return false;
    }
    all++;
    return true;
  }

  /** One more from an address, if there are fewer than so many from it. */
  synchronized boolean enter(InetAddress from, int most) {
    int before = each.getOrDefault(from, 0);
    if (before >= most) {
      return false;
    }
    each.put(from, before + 1);
    return true;
  }

  /** One less. */
  synchronized void leave() {
    all--;
  }

  /** One less from an address. */
  synchronized void leave(InetAddress from) {
    each.computeIfPresent(from, (address, count) -> count > 1 ? count - 1 : null);
  }
}
