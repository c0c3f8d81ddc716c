// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Serial numbers that never repeat, not over a crash either: a block of them is taken on the disk
 * before the first is given, and what is left of it is lost. Below the counter stand 64 bits at
 * random, so that a disk brought back from a backup does not repeat any. With the block the time
 * stands on the disk: a clock that was set back while the program was down is noticed. May be
 * shared between threads.
 */
final class SerialNumbers {
  private static final int BLOCK = 10_000;
  private static final int RANDOM_BITS = 64;

  private final Path file;
  private final SecureRandom random;
  private long next;
  private long end;
  private Instant latest;

  private SerialNumbers(Path file, SecureRandom random, long next, Instant latest) {
    this.file = file;
    this.random = random;
    this.next = next;
    this.end = next;
    this.latest = latest;
  }

  static SerialNumbers open(Path file, SecureRandom random) throws ServeException {
    try {
      if (!Files.exists(file)) {
        return new SerialNumbers(file, random, 1, Instant.EPOCH);
      }
      String[] parts = Files.readString(file, StandardCharsets.US_ASCII).trim().split(" ", -1);
      if (parts.length != 2) {
        throw new ServeException.DataUnusable(file, null);
      }
      return new SerialNumbers(file, random, Long.parseLong(parts[0]), Instant.parse(parts[1]));
    } catch (IOException | NumberFormatException | DateTimeException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  /** The latest time that is known to have been: no stamp may be from before it. */
  synchronized Instant latest() {
    return latest;
  }

  /**
   * The next number, for a stamp of this time.
   *
   * @throws NotReady if a block cannot be taken
   */
  synchronized BigInteger next(Instant at) throws NotReady {
    if (next == end) {
      try {
        String taken = (next + BLOCK) + " " + at + "\n";
        DurableFile.write(file, taken.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new NotReady(NotReady.Part.STORE, e);
      }
      end = next + BLOCK;
    }
    if (at.isAfter(latest)) {
      latest = at;
    }
    long number = next++;
    return BigInteger.valueOf(number)
        .shiftLeft(RANDOM_BITS)
        .or(new BigInteger(RANDOM_BITS, random));
  }

  /** Writes down how late it is, when the program ends in order. */
  synchronized void close() throws IOException {
    DurableFile.write(file, (end + " " + latest + "\n").getBytes(StandardCharsets.US_ASCII));
    next = end;
  }
}
