// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The header by which a load balancer says from where a connection comes: version 2 of the PROXY
 * protocol (haproxy, proxy-protocol.txt, section 2.2). Read strictly; nothing behind it is touched.
 */
final class ProxyHeader {
  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
  private static final int FIXED_BYTES = 16;
  private static final int LONGEST_REST = 2048;
  private static final int VERSION_2 = 0x20;
  private static final int LOCAL = 0x0;
  private static final int PROXY = 0x1;
  private static final int TCP_OVER_IPV4 = 0x11;
  private static final int TCP_OVER_IPV6 = 0x21;
  private static final int IPV4_BYTES = 12;
  private static final int IPV6_BYTES = 36;
  private static final int CRC32C_TYPE = 0x03;

  private ProxyHeader() {}

  /** The header is none, or not in order: whoever sent it is no load balancer of ours. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    private Malformed(String what) {
      super("PROXY header: " + what);
    }
  }

  /**
   * Reads the header and gives the address that it names.
   *
   * @param own address of the load balancer, for a connection that it makes for itself (LOCAL)
   * @throws Malformed if it is not in order
   */
  static InetAddress read(InputStream in, InetAddress own) throws IOException {
    byte[] fixed = exactly(in, FIXED_BYTES);
    if (!Arrays.equals(fixed, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new Malformed("signature");
    }
    int command = fixed[12] & 0xFF;
    if ((command & 0xF0) != VERSION_2 || (command & 0x0F) > PROXY) {
      throw new Malformed("version or command");
    }
    int length = ByteBuffer.wrap(fixed).getShort(14) & 0xFFFF;
    if (length > LONGEST_REST) {
      throw new Malformed("length");
    }
    byte[] rest = exactly(in, length);
    if ((command & 0x0F) == LOCAL) {
      return own;
    }
    int family = fixed[13] & 0xFF;
    int addresses =
        switch (family) {
          case TCP_OVER_IPV4 -> IPV4_BYTES;
          case TCP_OVER_IPV6 -> IPV6_BYTES;
          default -> throw new Malformed("family");
        };
    if (length < addresses) {
      throw new Malformed("addresses");
    }
    requireFields(fixed, rest, addresses);
    int bytes = family == TCP_OVER_IPV4 ? 4 : 16;
    return InetAddress.getByAddress(Arrays.copyOf(rest, bytes));
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] read = in.readNBytes(count);
    if (read.length < count) {
      throw new EOFException("the connection ended in its PROXY header");
    }
    return read;
  }

  // Section 2.2.7: type, length in two octets, value; a checksum that is there must fit.
  private static void requireFields(byte[] fixed, byte[] rest, int from) throws Malformed {
    int at = from;
    while (at < rest.length) {
      if (rest.length - at < 3) {
        throw new Malformed("fields");
      }
      int length = (rest[at + 1] & 0xFF) << 8 | (rest[at + 2] & 0xFF);
      if (rest.length - at - 3 < length) {
        throw new Malformed("fields");
      }
      if (rest[at] == CRC32C_TYPE && (length != 4 || !sumFits(fixed, rest, at + 3))) {
        throw new Malformed("checksum");
      }
      at += 3 + length;
    }
  }

  // Over the whole header, the checksum itself taken as zeros.
  private static boolean sumFits(byte[] fixed, byte[] rest, int at) {
    byte[] zeroed = rest.clone();
    Arrays.fill(zeroed, at, at + 4, (byte) 0);
    CRC32C sum = new CRC32C();
    sum.update(fixed);
    sum.update(zeroed);
    return (int) sum.getValue() == ByteBuffer.wrap(rest).getInt(at);
  }
}
