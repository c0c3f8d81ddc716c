// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.Arrays;
import org.penseal.signature.Octets;

/**
 * Reads numbers and vectors (RFC 5246, section 4) from bytes in memory, never beyond their end.
 * Every fault is a {@link TlcpException.Refused} with {@link Alert#DECODE_ERROR}.
 */
public final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  private ByteReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Over all bytes, which are not copied. */
  public static ByteReader of(byte[] bytes) {
    return new ByteReader(bytes, 0, bytes.length);
  }

  private int take(int count) throws TlcpException {
    if (count > end - at) {
      throw fault("ends too early");
    }
    int from = at;
    at += count;
    return from;
  }

  private static TlcpException fault(String what) {
    return new TlcpException.Refused(Alert.DECODE_ERROR, what);
  }

  /** An unsigned number of one to three bytes, big-endian. */
  public int number(int width) throws TlcpException {
    int from = take(width);
    int value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }

  /** So many bytes. */
  public Octets octets(int count) throws TlcpException {
    int from = take(count);
    return Octets.of(Arrays.copyOfRange(bytes, from, from + count));
  }

  /**
   * A vector with its length before it.
   *
   * @param width of the length, in bytes
   * @param least bytes that it must have
   * @param most bytes that it may have
   */
  public ByteReader vector(int width, int least, int most) throws TlcpException {
    int length = number(width);
    if (length < least || length > most) {
      throw fault("a vector of " + length + " bytes");
    }
    int from = take(length);
    return new ByteReader(bytes, from, from + length);
  }

  /** All that is left. */
  public Octets rest() throws TlcpException {
    return octets(end - at);
  }

  /** Whether something is left. */
  public boolean more() {
    return at < end;
  }

  /** Demands that nothing is left. */
  public void end() throws TlcpException {
    if (more()) {
      throw fault("bytes too many");
    }
  }
}
