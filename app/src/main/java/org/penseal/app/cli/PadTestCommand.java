// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.lab.TestPads;
import org.penseal.app.problem.Problem;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.conformance.ConformanceReport;
import org.penseal.pad.conformance.Finding;
import org.penseal.pad.conformance.Finding.Outcome;
import org.penseal.pad.conformance.TestStand;
import org.penseal.pad.conformance.checks.Conformance;
import org.penseal.pad.conformance.simulated.SimulatedStand;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal pad test}: whether a pad's chip does what the open pad chip protocol says. */
@Command(
    name = "test",
    description =
        "Tests whether a pad's chip conforms to docs/chip-protocol.md; prints the result of each"
            + " check.",
    mixinStandardHelpOptions = true)
final class PadTestCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
  @Mixin Reply reply = new Reply();

  @Parameters(paramLabel = "URI", description = "pad that was just switched on, or sim:MODEL")
  String uri = "";

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "file with the PIN of the chip or token")
  @Nullable Path pinFile;

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--allow-pin-block",
      description = "also use up the tries of the PIN, which locks it")
  boolean allowPinBlock;

  @Option(names = "--slow", description = "also wait ten minutes for the timeout of a case")
  boolean slow;

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call()
      throws PadException, IOException, StoreException, SigningException, GeneralSecurityException {
    try (Station station = Station.open(Settings.in(data.folder()))) {
      if (uri.startsWith(SimulatedDevices.SIMULATED)) {
        String model = uri.substring(SimulatedDevices.SIMULATED.length());
        try (SimulatedStand stand = TestPads.simulated(station, model)) {
          return run(stand);
        }
      }
      if (pinFile == null) {
        throw new UsageException(spec, "pin-test");
      }
      byte[] pin = Secrets.pin(pinFile, "");
      List<X509Certificate> anchors = trust.load(reply).anchors(Purpose.DEVICE);
      PersonStand.Limits limits = new PersonStand.Limits(allowPinBlock, slow);
      try (PersonStand stand =
          PersonStand.open(
              station.pads(), uri, reply, new PersonStand.Facts(pin, anchors), limits)) {
        return run(stand);
      }
    }
  }

  private int run(TestStand stand) throws PadException, IOException {
    Pad pad = stand.pad();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pad", uri);
    json.put("model", pad.identity().model().id());
    json.put("serialNumber", pad.identity().serialNumber());
    json.put("link", pad.link().protection());
    ConformanceReport report = new Conformance(stand, Clock.systemUTC(), new SecureRandom()).run();
    json.put("verdict", word(report.verdict()));
    for (Outcome outcome : Outcome.values()) {
      json.put(word(outcome), report.count(outcome));
    }
    json.put("checks", report.findings().stream().map(PadTestCommand::json).toList());
    reply.json(json);
    for (Finding finding : report.findings()) {
      reply.line(line(finding));
    }
    reply.line(
        reply
            .texts()
            .get(
                "conformance.sum",
                report.count(Outcome.PASS),
                report.count(Outcome.FAIL),
                report.count(Outcome.CANNOT_SAY),
                report.count(Outcome.LEFT_OUT)));
    return switch (report.verdict()) {
      case PASS, LEFT_OUT -> 0;
      case FAIL -> Problem.NO;
      case CANNOT_SAY -> Problem.CANNOT_SAY;
    };
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("check", finding.check().id());
    json.put("section", finding.check().section());
    json.put("title", finding.check().title());
    json.put("result", word(finding.outcome()));
    json.put("reason", finding.reason());
    return json;
  }

  private static String line(Finding finding) {
    String text =
        "%-10s %-28s %s (%s)"
            .formatted(
                word(finding.outcome()),
                finding.check().id(),
                finding.check().title(),
                finding.check().section());
    return finding.reason().isEmpty() ? text : text + ": " + finding.reason();
  }
}
