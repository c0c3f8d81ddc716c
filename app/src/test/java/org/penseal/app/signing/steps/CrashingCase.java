// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.penseal.app.signing.Checkpoint;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.SimulatedCustomer;

/**
 * A process of its own that runs one whole case, names every checkpoint on its standard output and
 * stays for ever at the one it is told. Arguments: station folder, job folder, trace, checkpoint
 * (or {@code none}). With the trace {@code recover} it only does what a start does.
 */
final class CrashingCase {
  static final String AT = "at ";
  static final String STAYS = "stays";

  private CrashingCase() {}

  public static void main(String[] arguments) throws Exception {
    String stop = arguments[3];
    if (arguments[2].equals("recover")) {
      try (CaseLab lab = CaseLab.open(Path.of(arguments[0]))) {
        say("recovered " + new Recovery(lab.station.services()).run().size());
      }
      System.exit(0);
    }
    try (CaseLab lab = CaseLab.open(Path.of(arguments[0]));
        CaseLab.Desk desk = lab.desk(customer(arguments[2]))) {
      CaseLab.Job job = lab.pdf(Path.of(arguments[1]));
      Checkpoint point =
          Milestones.named(
              step -> {
                say(AT + step);
                if (step.equals(stop)) {
                  stay();
                }
              });
      lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), point);
    }
    System.exit(0);
  }

  private static SimulatedCustomer customer(String trace) throws Exception {
    String[] parts = trace.split("\\+");
    Ink ink = CaseLab.trace(parts[0]);
    int by = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
    List<PenSample> moved =
        ink.samples().stream()
            .map(
                each ->
                    new PenSample(
                        each.x() + by,
                        each.y(),
                        each.pressure(),
                        each.near(),
                        each.buttons(),
                        each.timeMs(),
                        each.sequence(),
                        each.hostNanos()))
            .toList();
    return SimulatedCustomer.signs(new Ink(ink.space(), moved, ink.lostReports()));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void stay() {
    say(STAYS);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
