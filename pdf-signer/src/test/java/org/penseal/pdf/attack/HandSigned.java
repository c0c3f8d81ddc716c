// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.penseal.signature.SigningKey;

/** A second signature with whatever look its signer wishes, as a program of his own writes it. */
final class HandSigned {
  /** The number of the signature dictionary; the update names it as a field's value. */
  static final int VALUE = 72;

  private static final String RANGE = "/ByteRange[0 0000000000 0000000000 0000000000]";

  private HandSigned() {}

  /**
   * Signs.
   *
   * @param signed a file that the key signed before: its message is taken and signed anew
   * @param update the field, its widget and its look
   */
  static byte[] of(byte[] signed, UnaryOperator<PdfUpdate> update, SigningKey key)
      throws Exception {
    String message = HexFormat.of().formatHex(Message.last(signed).der());
    byte[] file =
        update
            .apply(new PdfUpdate(signed))
            .put(
                VALUE,
                "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
                    + RANGE
                    + "/Contents <"
                    + message
                    + "0".repeat(200)
                    + ">>>")
            .bytes();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents ".length();
    int end = text.indexOf('>', start) + 1;
    String range = "/ByteRange[0 %010d %010d %010d]".formatted(start, end, text.length() - end);
    String ranged = text.replace(RANGE, range);
    return Resigned.of(ranged.getBytes(StandardCharsets.ISO_8859_1), key);
  }
}
