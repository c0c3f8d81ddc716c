// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What lies in the hole of a PDF and around it, as files for a foreign program.
 *
 * @param cms the message without the padding behind it, DER
 * @param covered the bytes that it covers
 */
public record SignedHole(Path cms, Path covered) {

  /** Takes the last signature of a file apart. */
  public static SignedHole of(Path pdf) throws IOException {
    byte[] file = Files.readAllBytes(pdf);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents ".length();
    int end = text.indexOf('>', start) + 1;
    byte[] hole = HexFormat.of().parseHex(text.substring(start + 1, end - 1));
    Path cms = Files.createTempFile(pdf.toAbsolutePath().getParent(), "hole-", ".der");
    Files.write(cms, Arrays.copyOf(hole, length(hole)));
    Path covered = Files.createTempFile(pdf.toAbsolutePath().getParent(), "covered-", ".bin");
    Files.write(covered, covered(file, new ByteRange(start, end, file.length)));
    return new SignedHole(cms, covered);
  }

  /** Everything in the range but the hole. */
  public static byte[] covered(byte[] file, ByteRange range) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, (int) range.holeStart());
    out.write(file, (int) range.holeEnd(), (int) (range.end() - range.holeEnd()));
    return out.toByteArray();
  }

  // X.690, section 8.1.3: the length in the header, two octets of it in every message here.
  private static int length(byte[] hole) {
    if (hole[0] != 0x30 || (hole[1] & 0xff) != 0x82) {
      throw new IllegalArgumentException("no DER with a length of two octets");
    }
    return 4 + ((hole[2] & 0xff) << 8) + (hole[3] & 0xff);
  }
}
