// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.Laboratory;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Reads passwords and PINs from files, without the line end. */
public final class Secrets {
  private static final int LONGEST_BYTES = 1 << 16;

  private Secrets() {}

  /** The password in a file; empty without a file. */
  public static char[] password(@Nullable Path file) throws SigningException {
    return file == null ? new char[0] : line(file).toCharArray();
  }

  /** The password of a key file; without a file that of the demo's own keys. */
  public static char[] keyPassword(@Nullable Path file) throws SigningException {
    return file == null ? Laboratory.PASSWORD.toCharArray() : line(file).toCharArray();
  }

  /** The PIN in a file; {@code otherwise} without a file. */
  public static byte[] pin(@Nullable Path file, String otherwise) throws SigningException {
    return (file == null ? otherwise : line(file)).getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Path file) throws SigningException {
    byte[] bytes = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      // May be a pipe; a device may have no end.
      bytes = in.readNBytes(LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw new FileException.InputUnreadable(file, "secret", null);
      }
      // Unlike new String: bytes that are no UTF-8 are refused, not replaced.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text.toString().lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "secret", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
