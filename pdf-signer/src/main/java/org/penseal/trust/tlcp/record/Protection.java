// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.HandshakeMessage;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * Keys and sequence number of one direction of a connection. Each is used for sealing or for
 * opening, by one thread at a time.
 */
public abstract sealed class Protection permits CbcProtection, GcmProtection {
  /**
   * Records under one key: without renegotiation nothing renews it. Far below what GCM and CBC bear
   * with 128-bit blocks; 256 GB at least where records are full.
   */
  static final long MOST_RECORDS = 1L << 24;

  private static final int HEADER_BYTES = 13;

  private long sequence;

  /**
   * Seals a content.
   *
   * @param length at most {@link PlainRecord#MOST_BYTES}
   * @return the fragment of the record
   * @throws TlcpException if the key has protected as much as it may
   */
  abstract byte[] seal(ContentType type, byte[] content, int from, int length) throws TlcpException;

  /**
   * Opens a fragment.
   *
   * @throws TlcpException.Refused always with {@link Alert#BAD_RECORD_MAC}, whatever is wrong
   */
  abstract byte[] open(ContentType type, byte[] fragment) throws TlcpException;

  /** Sequence number, type, version and length: what is authenticated beside the content. */
  final byte[] header(long number, ContentType type, int length) {
    byte[] header = new byte[HEADER_BYTES];
    for (int i = 0; i < 8; i++) {
      header[i] = (byte) (number >>> (56 - 8 * i));
    }
    header[8] = (byte) type.code();
    header[9] = (byte) (HandshakeMessage.VERSION >> 8);
    header[10] = (byte) HandshakeMessage.VERSION;
    header[11] = (byte) (length >> 8);
    header[12] = (byte) length;
    return header;
  }

  /** The next sequence number. */
  final long next() throws TlcpException {
    if (sequence == MOST_RECORDS) {
      throw new TlcpException.Refused(Alert.INTERNAL_ERROR, "the key has protected enough");
    }
    return sequence++;
  }

  static TlcpException bad(String what) {
    return new TlcpException.Refused(Alert.BAD_RECORD_MAC, what);
  }
}
