// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.PadException;

class DerReaderTest {
  private static ByteString octets(String hex) throws PadException.Malformed {
    return new DerReader(HexFormat.of().parseHex(hex), "test").octets();
  }

  @Test
  void readsAShortAndALongValue() throws Exception {
    assertArrayEquals(new byte[] {7}, octets("040107").bytes());
    assertEquals(128, octets("048180" + "07".repeat(128)).bytes().length);
    assertEquals(256, octets("04820100" + "07".repeat(256)).bytes().length);
  }

  /** X.690, 10.1: the length in as few octets as will do; and no longer than what is there. */
  @ParameterizedTest
  @ValueSource(strings = {"04810107", "0482000107", "048300000107", "040207", "0480070000", "04"})
  void aValueHasOneEncoding(String hex) {
    assertThrows(PadException.Malformed.class, () -> octets(hex));
  }
}
