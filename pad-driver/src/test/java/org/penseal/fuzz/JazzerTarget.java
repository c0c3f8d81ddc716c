// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * One target of {@link FuzzTargets} for Jazzer, named by the property {@code penseal.fuzz.target};
 * {@code ./check --fuzz} starts it. Run by itself it writes the seeds of every target into a folder
 * and prints their names.
 */
public final class JazzerTarget {
  static {
    provider();
  }

  private static final FuzzTarget TARGET =
      FuzzTargets.all().stream()
          .filter(t -> t.name().equals(System.getProperty("penseal.fuzz.target", "stu-frames")))
          .findFirst()
          .orElseThrow();

  private JazzerTarget() {}

  private static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  /** What Jazzer calls with each input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    try {
      TARGET.code().run(input);
    } catch (Exception e) {
      if (TARGET.refuses().stream().noneMatch(c -> c.isInstance(e))) {
        throw e;
      }
    }
  }

  /** Writes the seeds. */
  public static void main(String[] arguments) throws IOException {
    for (FuzzTarget target : FuzzTargets.all()) {
      Path folder = Files.createDirectories(Path.of(arguments[0], target.name()));
      int number = 0;
      for (byte[] seed : target.seeds()) {
        Files.write(folder.resolve("seed-" + number++), seed);
      }
      System.out.println(target.name());
    }
  }
}
