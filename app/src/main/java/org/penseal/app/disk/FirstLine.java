// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The secret in a file: its first line, without the line end. */
public final class FirstLine {
  private FirstLine() {}

  /**
   * Reads it; the bytes read are forgotten.
   *
   * @param file may be a pipe
   * @param longest bytes of the whole file: a device may have no end
   * @return empty if the file is
   * @throws IOException also if it is longer, or no UTF-8: no byte is replaced
   */
  public static String of(Path file, int longest) throws IOException {
    byte[] bytes = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(longest + 1);
      if (bytes.length > longest) {
        throw new IOException("longer than " + longest + " bytes");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .lines()
          .findFirst()
          .orElse("");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
