// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.DemoOptions;
import org.penseal.app.cli.options.ServiceOptions;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.extend.LongTerm;
import org.penseal.signature.Level;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal extend FILE --out OUT}: long-term data and time-stamps for a signed PDF. */
@Command(
    name = "extend",
    description =
        "Adds long-term validation data to a signed PDF, or renews its archive timestamp. Services"
            + " are queried only about certificates whose chain ends in a trusted root"
            + " certificate.",
    mixinStandardHelpOptions = true)
public final class ExtendCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "signed PDF; it is not changed")
  Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "PDF with the validation data added")
  Path out = Path.of("");

  @Option(names = "--profile", paramLabel = "NAME", description = "pades-lt or pades-lta")
  String profile = Level.LTA.profile();

  @Mixin ServiceOptions services = new ServiceOptions();
  @Mixin TrustOptions trust = new TrustOptions();
  @Mixin DemoOptions demo = new DemoOptions();

  @Option(
      names = "--pdf-password-file",
      paramLabel = "FILE",
      description = "file with the password of the PDF")
  @Nullable Path pdfPasswordFile;

  @Override
  public Integer call() throws Exception {
    Level level = level();
    OwnPlace.require(out, files());
    char[] password = Secrets.password(pdfPasswordFile);
    services.read(demo.given(), false);
    Settings settings = services.settings(demo.given() ? Settings.Demo.ASKED : Settings.Demo.NONE);
    if (services.tsas().isEmpty() && settings.demonstration()) {
      reply.progress(reply.texts().get("timestamp.demo"));
    }
    try (Station station = Station.open(settings)) {
      String pdfPassword = password.length == 0 ? null : new String(password);
      LongTerm.Outcome done = extend(station, pdfPassword, level);
      reply.json(json(level, done));
      reply.line(reply.texts().get("extend.done", out));
      return 0;
    }
  }

  private List<@Nullable Path> files() {
    List<@Nullable Path> files = new ArrayList<>(services.files());
    files.addAll(trust.files());
    files.add(pdfPasswordFile);
    return files;
  }

  private LongTerm.Outcome extend(Station station, @Nullable String password, Level level)
      throws Exception {
    CaseServices with = station.services();
    TrustStore roots = with.roots();
    TrustStore given = trust.load(reply);
    for (Purpose each : Purpose.values()) {
      roots = roots.with(each, given.anchors(each));
    }
    LongTerm longTerm =
        new LongTerm(
            roots,
            with.trust().revocation(),
            with.namedTsa().trusting(roots),
            with.hashing(),
            with.clock());
    return longTerm.extend(in, password, level, out);
  }

  private Level level() {
    for (Level each : Level.values()) {
      if (each.longTerm() && each.profile().equals(profile)) {
        return each;
      }
    }
    throw new UsageException(spec, "one-of", "--profile", List.of("pades-lt", "pades-lta"));
  }

  private Map<String, @Nullable Object> json(Level level, LongTerm.Outcome done) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("input", in.toString());
    json.put("output", out.toString());
    json.put("profile", level.profile());
    json.put("tsa", done.stampedBy().isEmpty() ? null : done.stampedBy());
    return json;
  }
}
