// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that a dishonest or broken reader gives as a card's. */
class CardTextTest {
  private static final byte[] PHOTO = new byte[CardText.PHOTO_LENGTH];

  /** A card's text block with other bytes somewhere. */
  private static byte[] with(int at, String text) {
    return with(at, text.getBytes(StandardCharsets.UTF_16LE));
  }

  private static byte[] with(int at, byte... bytes) {
    byte[] block = CardText.encode(ReaderFaultsTest.card("演示人"));
    System.arraycopy(bytes, 0, block, at, bytes.length);
    return block;
  }

  // A forged line of the evidence, a NUL, an override of the direction, a blank of no width.
  @ParameterizedTest
  @ValueSource(strings = {"演\n阅读器", "演\u0000示", "演\u202E示", "演\u200B示", "演\u2028示"})
  void textThatReadsOtherwiseThanItIsKeptIsRefused(String name) {
    IdCardException.Malformed e =
        assertThrows(IdCardException.Malformed.class, () -> CardText.decode(with(0, name), PHOTO));
    assertEquals("text", e.expected);
  }

  @Test
  void halfOfASurrogatePairIsRefused() {
    assertThrows(
        IdCardException.Malformed.class,
        () -> CardText.decode(with(0, (byte) 0x00, (byte) 0xD8), PHOTO));
  }

  @Test
  void rareCharactersAndPaddingWithZerosAreTaken() throws Exception {
    // U+20BB7 of extension B, and one of the private area, which cards use for rare names.
    String name = "\uD842\uDFB7\uE863";
    assertEquals(name, CardText.decode(with(0, name + "\0\0 "), PHOTO).name());
  }

  // Digits of other scripts, a sign, a month and a day that are not.
  @ParameterizedTest
  @ValueSource(strings = {"00000000", "１９９００１０１", "+1990010", "20230229", "20231301"})
  void birthThatIsNoDayIsRefused(String birth) {
    assertThrows(IdCardException.Malformed.class, () -> CardText.decode(with(36, birth), PHOTO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", "-1", "０１", "1x"})
  void nationThatIsNoNumberIsRefused(String nation) {
    assertThrows(IdCardException.Malformed.class, () -> CardText.decode(with(32, nation), PHOTO));
  }
}
