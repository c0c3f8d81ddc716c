// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process that lies in the computer's, after Linux's {@code /proc}. */
public final class Resident {
  private static final double KB_PER_MB = 1024;

  private Resident() {}

  /** Of this process, in MB, as it is; not a number where the system does not tell. */
  public static double mb() throws IOException {
    return mb(Path.of("/proc/self/status"));
  }

  /** Of the process with this status file. */
  public static double mb(Path status) throws IOException {
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KB_PER_MB)
        .findFirst()
        .orElse(Double.NaN);
  }
}
