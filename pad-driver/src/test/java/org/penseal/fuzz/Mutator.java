// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random; the same seed gives the same inputs. */
final class Mutator {
  private static final int LONGEST = 1 << 15;
  private static final int[] INTERESTING = {
    0, 1, 0x7F, 0x80, 0x81, 0xBF, 0xC0, 0xFF, '0', '9', '-'
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** An input made of the corpus. */
  byte[] next(List<byte[]> corpus) {
    if (corpus.isEmpty() || random.nextInt(50) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      input = change(input, corpus);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] change(byte[] input, List<byte[]> corpus) {
    int at = input.length == 0 ? 0 : random.nextInt(input.length);
    int to = Math.min(input.length, at + 1 + random.nextInt(32));
    return switch (random.nextInt(9)) {
      case 0 -> put(input, at, input.length == 0 ? 0 : input[at] ^ 1 << random.nextInt(8));
      case 1 -> put(input, at, INTERESTING[random.nextInt(INTERESTING.length)]);
      case 2 -> put(input, at, random.nextInt(256));
      case 3 -> joined(input, 0, at, input, to, input.length);
      case 4 -> Arrays.copyOf(input, at);
      case 5 -> joined(input, 0, to, input, at, input.length);
      case 6 -> spliced(input, at, corpus.get(random.nextInt(corpus.size())));
      case 7 -> repeated(input, at, to);
      default -> put(input, at, input.length == 0 ? 0 : input[at] + random.nextInt(7) - 3);
    };
  }

  private static byte[] put(byte[] input, int at, int value) {
    if (input.length == 0) {
      return new byte[] {(byte) value};
    }
    input[at] = (byte) value;
    return input;
  }

  private static byte[] joined(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    byte[] joined = Arrays.copyOfRange(a, aFrom, aTo + bTo - bFrom);
    System.arraycopy(b, bFrom, joined, aTo - aFrom, bTo - bFrom);
    return joined;
  }

  /** A piece of another input in the middle of this one. */
  private byte[] spliced(byte[] input, int at, byte[] other) {
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    int to = Math.min(other.length, from + 1 + random.nextInt(64));
    byte[] front = joined(input, 0, at, other, from, to);
    return joined(front, 0, front.length, input, at, input.length);
  }

  /** The same piece many times, for whatever counts or nests. */
  private byte[] repeated(byte[] input, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, from);
    for (int i = 2 + random.nextInt(40); i > 0; i--) {
      out.write(input, from, to - from);
    }
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }
}
