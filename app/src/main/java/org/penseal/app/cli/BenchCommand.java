// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.bench.Bench;
import org.penseal.app.bench.Figure;
import org.penseal.app.cli.terminal.Reply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal bench NAME}: the measurements of docs/performance.md. */
@Command(
    name = "bench",
    description = "Measures: sign, case, verify, reports, ink.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "sign, case, verify, reports or ink")
  Bench bench = Bench.REPORTS;

  @Option(names = "--rounds", paramLabel = "N", description = "rounds that are measured")
  int rounds;

  @Override
  public Integer call() throws Exception {
    if (rounds < 0) {
      throw new ParameterException(spec.commandLine(), "--rounds is at least 1");
    }
    int measured = rounds == 0 ? bench.rounds() : rounds;
    String name = bench.name().toLowerCase(Locale.ROOT);
    reply.progress(reply.texts().get("bench.running", name, measured));
    List<Figure> figures = bench.run(measured);
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
