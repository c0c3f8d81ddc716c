// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.problem.Problem;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ChipInfo;
import org.penseal.pad.chip.PadChip;
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

/** {@code penseal pad}: signature pads, attached and simulated. */
@Command(
    name = "pad",
    description = "Lists, describes, simulates, records, replays and tests signature pads.",
    subcommands = {PadRecordCommand.class, PadReplayCommand.class, PadTestCommand.class},
    mixinStandardHelpOptions = true)
final class PadCommand {
  private final PadCatalog catalog = PadCatalog.load();

  @Spec CommandSpec spec = CommandSpec.create();

  private PadDriver driver() {
    return new PadDriver(catalog, new SecureRandom());
  }

  @Command(
      name = "list",
      description = "Lists attached pads, and serial ports to which a pad may be attached.")
  int list(@Mixin Reply reply) throws PadException, IOException {
    List<PadDriver.Attached> attached = driver().list();
    reply.json(
        attached.stream()
            .map(a -> Map.of("uri", a.uri(), "model", a.model().map(PadModel::id).orElse("")))
            .toList());
    attached.forEach(a -> reply.line(a.uri() + "  " + a.model().map(PadModel::name).orElse("")));
    return attached.isEmpty() ? Problem.CANNOT_SAY : 0;
  }

  @Command(name = "info", description = "Shows what a pad reports about itself.")
  int info(
      @Mixin Reply reply,
      @Parameters(
              paramLabel = "URI",
              description = "signature pad: hid:, hid:PATH, serial:PATH or sim:MODEL")
          String uri)
      throws PadException, IOException, StoreException, SigningException {
    if (uri.startsWith(Laboratory.SIMULATED)) {
      String model = uri.substring(Laboratory.SIMULATED.length());
      try (Station station = Station.open(Settings.in(DataFolder.standard()));
          Demonstration.SimulatedPad simulated =
              station.demonstration().pad(model, Demonstration.Writing.nothing(), 1)) {
        return info(reply, simulated.open(driver()));
      }
    }
    return info(reply, driver().open(uri));
  }

  private static int info(Reply reply, Pad opened) throws PadException, IOException {
    try (Pad pad = opened) {
      PadIdentity identity = pad.identity();
      PadIdentity.Capability capability = identity.capability();
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("model", identity.model().id());
      json.put("name", identity.model().name());
      json.put("serialNumber", identity.serialNumber());
      json.put("firmware", identity.firmware());
      json.put("family", identity.model().family().name().toLowerCase(Locale.ROOT));
      json.put(
          "screen",
          identity.model().screen().isEmpty()
              ? null
              : Map.of("width", capability.screenWidthPx(), "height", capability.screenHeightPx()));
      json.put("confirm", identity.model().confirm().name().toLowerCase(Locale.ROOT));
      json.put("counts", Map.of("x", capability.maxX(), "y", capability.maxY()));
      json.put("pressureLevels", capability.maxPressure() + 1);
      json.put("rate", capability.rateHz());
      json.put("link", pad.link().protection());
      pad.link()
          .certificate()
          .ifPresent(c -> json.put("linkCertificate", c.getSubjectX500Principal().getName()));
      // What the vendor's protocol can, and whether this opening uses it (cipher=on).
      json.put("penEncryption", identity.model().encryption().name().toLowerCase(Locale.ROOT));
      json.put("penEncrypted", pad.penEncrypted());
      json.put("chip", identity.model().chip() ? chip(pad) : null);
      reply.json(json);
      json.forEach((key, value) -> reply.line(key + ": " + value));
      return 0;
    }
  }

  private static Map<String, Object> chip(Pad pad) throws PadException {
    PadChip chip = new PadChip(pad.secureElement());
    ChipInfo info = chip.info();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocol", info.version());
    json.put("pinTriesLeft", info.pinTriesLeft());
    json.put("counter", info.counter());
    json.put("certificate", chip.deviceCertificate().getSubjectX500Principal().getName());
    return json;
  }

  @Command(
      name = "simulate",
      description =
          "Simulates a pad until it is stopped: on a serial line if the model has one, otherwise in"
              + " the kernel's HID subsystem (/dev/uhid).")
  int simulate(
      @Mixin Reply reply,
      @Parameters(paramLabel = "MODEL", description = "ID of a model in docs/PADS.md") String model,
      @Option(
              names = "--link",
              paramLabel = "PATH",
              description = "path of the serial line (pads with a serial line only)")
          @Nullable Path link,
      @Option(
              names = "--trace",
              required = true,
              paramLabel = "FILE",
              description = "file with the handwriting of the simulated signer")
          Path trace,
      @Option(
              names = "--speed",
              paramLabel = "N",
              defaultValue = "1",
              converter = OptionWords.Positive.class,
              description = "speed of the simulated pen; 1: as recorded")
          double speed,
      @Option(
              names = "--reports",
              paramLabel = "N",
              description = "stop after sending this number of reports")
          @Nullable Long reports)
      throws PadException, IOException, StoreException, SigningException, InterruptedException {
    PadModel known = catalog.byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    if (known.serial().isPresent() && link == null) {
      throw new UsageException(spec, "link", model);
    }
    if (reports != null && reports < 1) {
      throw new UsageException(spec, "reports");
    }
    org.penseal.pad.Ink ink = TraceFile.read(trace, known.space());
    SimulatedCustomer customer =
        reports == null
            ? SimulatedCustomer.signs(ink).inEveryCapture().hovering(ink)
            : new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(ink, reports)));
    try (Station station = Station.open(Settings.in(DataFolder.standard()));
        PadSimulator simulator =
            link == null || known.serial().isEmpty()
                ? SimulatedDevices.hidPad(known, customer, speed)
                : SimulatedDevices.pad(
                    catalog, DemoWorkplace.trust(station).devices(), model, customer, speed)) {
      if (link == null || known.serial().isEmpty()) {
        reply.ready(new HidArrival(driver()).of(simulator.device().model()));
      } else {
        link(simulator, link);
        reply.ready(link.toString());
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
