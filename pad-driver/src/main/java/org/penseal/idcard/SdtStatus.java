// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

/**
 * What the third status byte of an SDT answer means, by the public protocol description; 23 and 24
 * were not seen in a second source.
 */
public enum SdtStatus {
  /** The command came damaged. */
  CHECKSUM(0x10),
  /** The command had another length than it said. */
  LENGTH(0x11),
  /** The reader does not know the command. */
  COMMAND(0x21),
  /** The host may not give this command. */
  NO_RIGHT(0x23),
  /** The reader cannot say what is wrong. */
  UNSPECIFIED(0x24),
  /** The reader does not accept the card. */
  CARD_REFUSED(0x31),
  /** The card does not accept the reader. */
  READER_REFUSED(0x32),
  /** What the card holds fails the reader's check. */
  VERIFICATION(0x33),
  /** A card of another kind. */
  WRONG_CARD(0x40),
  /** Reading broke off, as it does when the card is moved or taken away. */
  READ_FAILED(0x41),
  /** The reader got no random number. */
  RANDOM(0x47),
  /** The reader's self-test failed. */
  SELF_TEST(0x60),
  /** The reader's security module is not authorised, or not any more. */
  NOT_AUTHORISED(0x66),
  /** No card was found. */
  FIND_FAILED(0x80),
  /** The card could not be selected, as it is when two lie on the reader. */
  SELECT_FAILED(0x81),
  /** The card has nothing of what was asked for. */
  NO_CONTENT(0x91),
  /** Any other byte. */
  OTHER(-1);

  /** The byte, 0..255; -1 for {@link #OTHER}. */
  public final int code;

  SdtStatus(int code) {
    this.code = code;
  }

  /** The meaning of a byte, 0..255. */
  public static SdtStatus of(int code) {
    for (SdtStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    return OTHER;
  }

  /** Whether the matter lies with the card, so that laying it on again may help. */
  public boolean ofCard() {
    return switch (this) {
      case CARD_REFUSED,
          READER_REFUSED,
          VERIFICATION,
          WRONG_CARD,
          READ_FAILED,
          RANDOM,
          SELECT_FAILED,
          NO_CONTENT ->
          true;
      default -> false;
    };
  }
}
