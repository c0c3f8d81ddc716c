// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.penseal.pdf.ByteRange;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** What goes between the covered runs: the message in hexadecimal digits, the rest zeros. */
final class MessageSpace {
  private MessageSpace() {}

  /**
   * The bytes from {@code holeStart} to {@code holeEnd}, angle brackets included; all of it, since
   * in an encrypted document PDFBox has written the empty hole as cipher text.
   *
   * @throws CmsException.ContainerTooSmall if the message is larger
   */
  static byte[] filled(ByteRange range, Octets cms) throws SigningException {
    if (cms.size() > range.capacity()) {
      throw new CmsException.ContainerTooSmall(cms.size(), range.capacity(), null);
    }
    byte[] bytes = new byte[Math.toIntExact(range.holeEnd() - range.holeStart())];
    Arrays.fill(bytes, (byte) '0');
    bytes[0] = '<';
    bytes[bytes.length - 1] = '>';
    byte[] hex = cms.hex().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hex, 0, bytes, 1, hex.length);
    return bytes;
  }
}
