// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

/** Reports of the secure link (docs/secure-link.md); outside of the range of the STU family. */
public final class LinkReport {
  /** Handshake, both ways: a step follows the id. */
  public static final int HANDSHAKE = 0xC2;

  /** Sealed record to the pad. */
  public static final int TO_PAD = 0xC4;

  /** Sealed record from the pad. */
  public static final int FROM_PAD = 0xC5;

  /** How much longer than its report a record is. */
  public static final int RECORD_BYTES = RecordCipher.OVERHEAD;

  /** Step: ends the link; no data. */
  public static final int END = 0;

  /** Step of the host: its static and its ephemeral public key, 65 bytes each. */
  public static final int HELLO = 1;

  /** Step of the pad: ephemeral public key (65), S_B (32), certificate. */
  public static final int ANSWER = 2;

  /** Step of the host: S_A (32). */
  public static final int CONFIRM = 3;

  /** Bit of the security byte of report 08: the pad has a chip. */
  public static final int OFFERS_CHIP = 1;

  /** Bit of the security byte of report 08: the pad can secure its link. */
  public static final int OFFERS_LINK = 2;

  private LinkReport() {}

  /** Ends the link. */
  public static byte[] end() {
    return new byte[] {(byte) HANDSHAKE, END};
  }
}
