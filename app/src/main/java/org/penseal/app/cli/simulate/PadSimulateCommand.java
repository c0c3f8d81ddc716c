// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal pad simulate}: a pad that is not there. */
@Command(
    name = "simulate",
    description =
        "Simulates a pad until it is stopped: on a serial line if the model has one, otherwise in"
            + " the kernel's HID subsystem (/dev/uhid).")
public final class PadSimulateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(paramLabel = "MODEL", description = "ID of a model in docs/PADS.md")
  String model = "";

  @Option(
      names = "--link",
      paramLabel = "PATH",
      description = "path of the serial line (pads with a serial line only)")
  @Nullable Path link;

  @Option(
      names = "--trace",
      required = true,
      paramLabel = "FILE",
      description = "file with the handwriting of the simulated signer")
  Path trace = Path.of("");

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "speed of the simulated pen; 1: as recorded")
  double speed = 1;

  @Option(
      names = "--reports",
      paramLabel = "N",
      description = "stop after sending this number of reports")
  @Nullable Long reports;

  private final PadCatalog catalog = PadCatalog.load();

  @Override
  public Integer call()
      throws PadException, IOException, StoreException, SigningException, InterruptedException {
    PadModel known = catalog.byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    boolean serial = known.serial().isPresent();
    if (serial && link == null) {
      throw new UsageException(spec, "link", model);
    }
    if (reports != null && reports < 1) {
      throw new UsageException(spec, "reports");
    }
    Ink ink = TraceFile.read(trace, known.space());
    SimulatedCustomer customer =
        reports == null
            ? SimulatedCustomer.signs(ink).inEveryCapture().hovering(ink)
            : new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(ink, reports)));
    try (Station station = Station.open(Settings.in(DataFolder.standard()));
        PadSimulator simulator =
            serial
                ? SimulatedDevices.pad(
                    catalog, DemoWorkplace.trust(station).devices(), model, customer, speed)
                : SimulatedDevices.hidPad(known, customer, speed)) {
      if (serial && link != null) {
        link(simulator, link);
        reply.ready(link.toString());
      } else {
        PadDriver driver = new PadDriver(catalog, new SecureRandom());
        reply.ready(new HidArrival(driver).of(simulator.device().model()));
      }
      if (!simulator.device().hearsOfCaptures()) {
        // Such a pad sends while the pen is near, whether anybody listens or not.
        simulator.awaitHost();
        simulator.device().captureBegins();
        signAgainOnEnter(simulator, customer);
      }
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private static void link(PadSimulator simulator, Path link) throws SigningException {
    try {
      simulator.link(link);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(link, "link", e);
    }
  }

  /** A pad that hears of no capture cannot know when to sign: each Enter tells it. */
  private static void signAgainOnEnter(PadSimulator simulator, SimulatedCustomer customer)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      simulator.customer(customer);
      simulator.device().captureBegins();
    }
  }
}
