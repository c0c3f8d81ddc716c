// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses, written as {@code 10.1.0.0/16} (RFC 4632) or as a single address.
 *
 * @param first an address of it
 * @param bits how many of its first bits the others share
 */
public record AddressRange(InetAddress first, int bits) {
  /** Reads the written form; names are none. */
  public static Optional<AddressRange> of(String written) {
    int slash = written.indexOf('/');
    try {
      InetAddress address =
          InetAddress.ofLiteral(slash < 0 ? written : written.substring(0, slash));
      int all = address.getAddress().length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(written.substring(slash + 1));
      return bits < 0 || bits > all
          ? Optional.empty()
          : Optional.of(new AddressRange(address, bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether an address lies in it; one of IPv4 never lies in a range of IPv6. */
  public boolean has(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((mine[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
