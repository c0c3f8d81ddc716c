// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.penseal.pad.Pad;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;

/** The process whose processor time {@link IdleBench} measures. */
final class IdleChild {
  private static final int SETTLING_S = 5;
  private static final double PERCENT = 100;

  private IdleChild() {}

  /**
   * Opens the pad and does nothing for a while.
   *
   * @param arguments address; whether it stays open; seconds; file for the answer in percent
   */
  public static void main(String[] arguments) throws Exception {
    boolean keepOpen = Boolean.parseBoolean(arguments[1]);
    Pad pad = new PadDriver(PadCatalog.load(), new SecureRandom()).open(arguments[0]);
    try (pad) {
      if (!keepOpen) {
        pad.close();
      }
      // The compiler's threads come to rest.
      TimeUnit.SECONDS.sleep(SETTLING_S);
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long clock = System.nanoTime();
      TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[2]));
      double used = (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - clock);
      Files.writeString(Path.of(arguments[3]), Double.toString(used * PERCENT));
    }
  }
}
