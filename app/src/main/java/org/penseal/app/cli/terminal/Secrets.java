// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.FirstLine;
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
    try {
      return FirstLine.of(file, LONGEST_BYTES);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "secret", e);
    }
  }
}
