// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One parser or framer that takes bytes from outside.
 *
 * @param name for reports
 * @param inputs how many inputs a plain check gives it
 * @param seeds well-formed inputs, and pieces that belong into such
 * @param refuses the only exceptions it may throw
 * @param code gives a number that tells how far the input came, for the corpus
 */
public record FuzzTarget(
    String name,
    int inputs,
    List<byte[]> seeds,
    List<Class<? extends Exception>> refuses,
    Code code) {

  /** What is tried. */
  @FunctionalInterface
  public interface Code {
    /** Takes an input and says how far it came, e.g. how many frames there were. */
    long run(byte[] input) throws Exception;
  }

  /** A target without seeds. */
  @SafeVarargs
  public static FuzzTarget of(
      String name, int inputs, Code code, Class<? extends Exception>... refuses) {
    return new FuzzTarget(name, inputs, List.of(), Arrays.asList(refuses), code);
  }

  /** With more seeds. */
  public FuzzTarget seeded(byte[]... more) {
    List<byte[]> all = new ArrayList<>(seeds);
    all.addAll(Arrays.asList(more));
    return new FuzzTarget(name, inputs, all, refuses, code);
  }

  /** With more seeds as text. */
  public FuzzTarget seeded(String... more) {
    return seeded(
        Arrays.stream(more).map(s -> s.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }
}
