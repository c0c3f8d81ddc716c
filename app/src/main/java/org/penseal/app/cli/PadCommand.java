// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.simulate.PadSimulateCommand;
import org.penseal.app.cli.terminal.Reply;
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
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penseal pad}: signature pads, attached and simulated. */
@Command(
    name = "pad",
    description = "Lists, describes, simulates, records, replays and tests signature pads.",
    subcommands = {
      PadRecordCommand.class,
      PadReplayCommand.class,
      PadSimulateCommand.class,
      PadTestCommand.class
    },
    mixinStandardHelpOptions = true)
final class PadCommand {
  private final PadCatalog catalog = PadCatalog.load();

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
}
