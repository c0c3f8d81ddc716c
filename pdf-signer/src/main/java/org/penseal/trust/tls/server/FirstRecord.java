// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.bouncycastle.tls.CipherSuite;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.ByteReader;
import org.penseal.trust.tlcp.message.TlcpException;

/** The record with which a client begins, looked at before it is known what it speaks. */
final class FirstRecord {
  private static final int HEADER_BYTES = 5;
  private static final int MOST_BYTES = 1 << 14;
  private static final int HANDSHAKE = 22;
  private static final int TLS_MAJOR = 3;
  private static final int TLCP_MAJOR = 1;
  private static final int RANDOM_BYTES = 32;

  private FirstRecord() {}

  /** Header and fragment. */
  static byte[] read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEADER_BYTES);
    if (head.length < HEADER_BYTES) {
      throw new TlcpException.Cut();
    }
    int length = (head[3] & 0xFF) << 8 | head[4] & 0xFF;
    if (head[0] != HANDSHAKE
        || (head[1] != TLS_MAJOR && head[1] != TLCP_MAJOR)
        || length > MOST_BYTES) {
      throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "no client of TLS");
    }
    byte[] record = Arrays.copyOf(head, HEADER_BYTES + length);
    if (in.readNBytes(record, HEADER_BYTES, length) < length) {
      throw new TlcpException.Cut();
    }
    return record;
  }

  static boolean isTlcp(byte[] record) {
    return record[1] == TLCP_MAJOR;
  }

  /** Whether the suites of a ClientHello (RFC 8446, section 4.1.2) have that of RFC 8998. */
  static boolean offersSm(byte[] record) {
    try {
      ByteReader in = ByteReader.of(record);
      in.octets(HEADER_BYTES);
      in.octets(4);
      in.octets(2 + RANDOM_BYTES);
      in.vector(1, 0, 32);
      ByteReader suites = in.vector(2, 2, MOST_BYTES);
      while (suites.more()) {
        if (suites.number(2) == CipherSuite.TLS_SM4_GCM_SM3) {
          return true;
        }
      }
      return false;
    } catch (TlcpException e) {
      // Whatever it is, the protocol will say what is wrong with it.
      return false;
    }
  }
}
