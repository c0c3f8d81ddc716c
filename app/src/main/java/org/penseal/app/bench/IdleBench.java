// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.pad.Pad;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/**
 * What an open pad costs on which nobody writes: the processor time of a JVM that has one open,
 * above that of one that opened it and let go of it, in percent of a core.
 */
final class IdleBench {
  private static final int SECONDS = 20;
  private static final long PATIENCE_S = 120;

  private final DemoTrust trust;
  private final Path folder;

  IdleBench(DemoTrust trust, Path folder) {
    this.trust = trust;
    this.folder = folder;
  }

  List<Figure> run(int rounds) throws Exception {
    List<Double> open = new ArrayList<>();
    List<Double> none = new ArrayList<>();
    PadCatalog catalog = PadCatalog.load();
    try (PadSimulator simulator =
        SimulatedDevices.pad(catalog, trust.devices(), "stu-430v", SimulatedCustomer.nobody(), 1)) {
      for (int i = 0; i < rounds; i++) {
        open.add(percent(simulator.uri(), true));
        none.add(percent(simulator.uri(), false));
      }
    }
    return List.of(
        new Figure("pad open", Rounds.median(open), "% of a core"),
        new Figure("no pad open", Rounds.median(none), "% of a core"),
        new Figure("an open idle pad", Rounds.median(open) - Rounds.median(none), "% of a core"));
  }

  private double percent(String uri, boolean keepOpen) throws IOException, InterruptedException {
    Path answer = folder.resolve("idle");
    Files.deleteIfExists(answer);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                uri,
                Boolean.toString(keepOpen),
                Integer.toString(SECONDS),
                answer.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!child.waitFor(PATIENCE_S, TimeUnit.SECONDS) || child.exitValue() != 0) {
        throw new IllegalStateException("the idle process failed");
      }
    } finally {
      child.destroyForcibly();
    }
    return Double.parseDouble(Files.readString(answer).strip());
  }

  /** The process whose processor time is measured. */
  static final class Child {
    private static final int SETTLING_S = 5;
    private static final double PERCENT = 100;

    private Child() {}

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
}
