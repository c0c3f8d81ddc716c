// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.bench.Bench;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.serve.ServeBench;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal bench NAME}: the measurements of docs/performance.md. */
@Command(
    name = "bench",
    description =
        "Measures performance: sign, case, verify, reports, ink, face, face-soak, pad-latency,"
            + " pad-idle, pad-soak, pen-to-pixel, desk, serve.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "name of the measurement")
  String name = "";

  @Option(names = "--rounds", paramLabel = "N", description = "number of rounds")
  int rounds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "duration of pad-soak and face-soak (default: 10); with it, serve measures one type of"
              + " call for this time")
  @Nullable Double minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "with serve --minutes: calls per second (default: as many as possible)")
  double perSecond;

  @Option(
      names = "--calls",
      paramLabel = "NAME",
      description =
          "with serve --minutes: authentications, signatures, verifications or timestamps (default:"
              + " authentications)")
  String calls = Bench.Extent.USUAL_CALLS;

  @Option(
      names = "--tasks",
      description =
          "with desk: also report where the longest tasks of the UI thread spend their time")
  boolean tasks;

  @Override
  public Integer call() throws Exception {
    if (rounds < 0 || (minutes != null && !(minutes > 0)) || !(perSecond >= 0)) {
      throw new UsageException(spec, "bench");
    }
    if (!ServeBench.calls().contains(calls)) {
      throw new UsageException(spec, "not-accepted", "--calls", calls);
    }
    Bench bench =
        Arrays.stream(Bench.values())
            .filter(b -> b.toString().equals(name))
            .findFirst()
            .orElseThrow(() -> new UsageException(spec, "not-accepted", "NAME", name));
    if (bench.needsDisplay() && System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
      reply.problem(new Problem("bench-no-display", Problem.CANNOT_SAY, List.of(name)));
      return Problem.CANNOT_SAY;
    }
    int measured = rounds == 0 ? bench.rounds() : rounds;
    reply.progress(reply.texts().get("bench.running", name, measured));
    List<Figure> figures =
        bench.run(
            new Bench.Extent(
                measured,
                Optional.ofNullable(minutes),
                perSecond,
                calls,
                tasks ? Optional.of(reply::progress) : Optional.empty()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("bench", name);
    document.put("rounds", measured);
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("java", System.getProperty("java.version"));
    document.put("figures", figures);
    reply.json(document);
    for (Figure figure : figures) {
      reply.line(
          String.format(
              Locale.ROOT, "%-44s %12.2f %s", figure.name(), figure.value(), figure.unit()));
    }
    return 0;
  }
}
