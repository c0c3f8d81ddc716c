// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.trust.tlcp.TlcpFuzz;

/**
 * One target of this module for Jazzer, named by the property {@code penseal.fuzz.target}; {@code
 * ./check --fuzz} starts it. Run by itself it writes the seeds of every target into a folder and
 * prints their names.
 */
public final class JazzerTarget {
  private static final String NAME = System.getProperty("penseal.fuzz.target", "");

  private JazzerTarget() {}

  /** What Jazzer calls with each input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    for (TlcpFuzz each : TlcpFuzz.values()) {
      if (each.target.equals(NAME)) {
        each.run(input);
      }
    }
  }

  /** Writes the seeds. */
  public static void main(String[] arguments) throws Exception {
    for (TlcpFuzz target : TlcpFuzz.values()) {
      Path folder = Files.createDirectories(Path.of(arguments[0], target.target));
      int number = 0;
      for (byte[] seed : target.seeds()) {
        Files.write(folder.resolve("seed-" + number++), seed);
      }
      System.out.println(target.target);
    }
  }
}
