// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SM3 digest (GB/T 32905), 32 bytes. */
public final class Sm3 {
  private Sm3() {}

  /** SM3 over the parts, one after the other. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** The same as lower-case hex. */
  public static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }

  /** SM3 over the first {@code length} bytes of a file, lower-case hex. */
  public static String hexOfFile(Path file, long length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return hex(in, length, file);
    }
  }

  /** The same, ended with an exception by an interrupt of the calling thread. */
  public static String hexOfFileUntilInterrupted(Path file, long length) throws IOException {
    // Unlike a stream of Files, that of a channel heeds interrupts.
    try (InputStream in = Channels.newInputStream(FileChannel.open(file))) {
      return hex(in, length, file);
    }
  }

  private static String hex(InputStream in, long length, Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("file is shorter than " + length + " bytes: " + file);
      }
      digest.update(buffer, 0, read);
      left -= read;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SM3");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SM3 is missing: is the provider registered?", e);
    }
  }
}
