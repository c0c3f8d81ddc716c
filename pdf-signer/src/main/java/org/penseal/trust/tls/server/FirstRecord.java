// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
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

  /**
   * Whether a ClientHello (RFC 8446, section 4.1.2) offers all that RFC 8998 needs: its suite, its
   * group and its signature scheme. A suite of TLS 1.3 alone says nothing of the other two.
   */
  static boolean offersSm(byte[] record) {
    try {
      ByteReader in = ByteReader.of(record);
      in.octets(HEADER_BYTES + 4 + 2 + RANDOM_BYTES);
      in.vector(1, 0, 32);
      boolean suite = has(in.vector(2, 2, MOST_BYTES), CipherSuite.TLS_SM4_GCM_SM3);
      in.vector(1, 1, 255);
      boolean group = false;
      boolean scheme = false;
      ByteReader extensions = in.vector(2, 0, MOST_BYTES);
      while (extensions.more()) {
        int type = extensions.number(2);
        ByteReader content = extensions.vector(2, 0, MOST_BYTES);
        if (type == ExtensionType.supported_groups) {
          group = has(content.vector(2, 2, MOST_BYTES), NamedGroup.curveSM2);
        } else if (type == ExtensionType.signature_algorithms) {
          scheme = has(content.vector(2, 2, MOST_BYTES), SignatureScheme.sm2sig_sm3);
        }
      }
      return suite && group && scheme;
    } catch (TlcpException e) {
      // Whatever it is, the protocol will say what is wrong with it.
      return false;
    }
  }

  private static boolean has(ByteReader numbers, int wanted) throws TlcpException {
    boolean found = false;
    while (numbers.more()) {
      found |= numbers.number(2) == wanted;
    }
    return found;
  }
}
