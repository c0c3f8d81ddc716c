// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Primitive;
import org.penseal.cms.ber.BerReader;
import org.penseal.cms.ber.BerValue;
import org.penseal.file.ByteSource;

/**
 * The ASN.1 value at the beginning of a run of bytes with nothing but zeros behind it, as it stands
 * in the hole of a PDF. DER is what ISO 32000-2, 12.8.3.3.1, wants there; BER with indefinite
 * lengths (X.690, section 8.1.3.6) is what some programs write, and its end is found as well.
 *
 * @param bytes the value as it stands there
 * @param object the same, parsed; nested at most 32 deep
 */
@SuppressWarnings("ArrayRecordComponent") // seen by its maker only
record PaddedValue(byte[] bytes, ASN1Primitive object) {
  /**
   * Reads.
   *
   * @throws IOException if the value is cut off, nested too deep or none, or is followed by
   *     anything but zeros
   */
  static PaddedValue read(byte[] message) throws IOException {
    BerReader reader = new BerReader(ByteSource.of(message));
    BerValue value = reader.read(0, message.length);
    for (int i = (int) value.end(); i < message.length; i++) {
      if (message[i] != 0) {
        throw new IOException("bytes behind the message");
      }
    }
    byte[] exact = Arrays.copyOf(message, (int) value.end());
    return new PaddedValue(exact, reader.object(value, exact.length));
  }
}
