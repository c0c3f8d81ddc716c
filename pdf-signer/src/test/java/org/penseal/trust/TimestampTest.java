// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CmsException;
import org.penseal.signature.Octets;

class TimestampTest {
  // RFC 5652, section 5.1: 1.2.840.113549.1.7.2; and 1.2.840.113549.1.7.1, data.
  private static final String SIGNED_DATA = "06092a864886f70d010702";
  private static final String DATA = "06092a864886f70d010701";

  @TempDir Path folder;

  @Test
  void refusesTokenThatCallsItselfSomethingElse() throws Exception {
    try (SigningBench bench = SigningBench.open(folder)) {
      Octets value = Octets.of(new byte[] {1, 2, 3});
      Octets token = bench.tsa().stamp(value).der();
      assertEquals(List.of(), Timestamp.parse(token).check(value, SigningBench.HASHING));
      String other = token.hex().replaceFirst(SIGNED_DATA, DATA);
      Octets altered = Octets.of(HexFormat.of().parseHex(other));
      assertThrows(CmsException.WrongCms.class, () -> Timestamp.parse(altered));
    }
  }
}
