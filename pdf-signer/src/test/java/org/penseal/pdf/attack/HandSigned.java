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

  private static final int LARGEST_TOKEN_BYTES = 8000;

  private HandSigned() {}

  /**
   * Signs.
   *
   * @param signed a file that the key signed before: its message is taken and signed anew
   * @param update the field, its widget and its look
   */
  static byte[] of(byte[] signed, UnaryOperator<PdfUpdate> update, SigningKey key)
      throws Exception {
    return of(signed, update, key, "");
  }

  /**
   * The same with more entries in the signature dictionary.
   *
   * @param more names and values
   */
  static byte[] of(byte[] signed, UnaryOperator<PdfUpdate> update, SigningKey key, String more)
      throws Exception {
    String message = HexFormat.of().formatHex(Message.last(signed).der());
    byte[] file =
        update
            .apply(new PdfUpdate(signed))
            .put(
                VALUE,
                "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
                    + more
                    + RANGE
                    + "/Contents <"
                    + message
                    + "0".repeat(200)
                    + ">>>")
            .bytes();
    return Resigned.of(ranged(file), key);
  }

  /**
   * The same as a document time-stamp, whose token is the authority's.
   *
   * @param update the field, its widget and its look
   */
  static byte[] stamped(byte[] signed, UnaryOperator<PdfUpdate> update, LongTermFiles authority)
      throws Exception {
    return stamped(signed, update, authority, "");
  }

  /**
   * The same with more entries in the signature dictionary.
   *
   * @param more names and values
   */
  static byte[] stamped(
      byte[] signed, UnaryOperator<PdfUpdate> update, LongTermFiles authority, String more)
      throws Exception {
    byte[] file =
        ranged(
            update
                .apply(new PdfUpdate(signed))
                .put(
                    VALUE,
                    "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161"
                        + more
                        + RANGE
                        + "/Contents <"
                        + "0".repeat(2 * LARGEST_TOKEN_BYTES)
                        + ">>>")
                .bytes());
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = hole(text);
    int end = text.indexOf('>', start) + 1;
    String covered = text.substring(0, start) + text.substring(end);
    String token =
        HexFormat.of().formatHex(authority.token(covered.getBytes(StandardCharsets.ISO_8859_1)));
    StringBuilder filled = new StringBuilder(text);
    filled.replace(start + 1, start + 1 + token.length(), token);
    return filled.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int hole(String text) {
    return text.lastIndexOf("/Contents <") + "/Contents ".length();
  }

  private static byte[] ranged(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = hole(text);
    int end = text.indexOf('>', start) + 1;
    String range = "/ByteRange[0 %010d %010d %010d]".formatted(start, end, text.length() - end);
    return text.replace(RANGE, range).getBytes(StandardCharsets.ISO_8859_1);
  }
}
