// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.devices.PartProbe;
import org.penseal.app.devices.Probes;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal workplace check}: asks each service and opens each device and key once. */
@Command(
    name = "check",
    description = "Queries each service, opens each device and key, and prints one line for each.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin WorkplaceCommand.Place place = new WorkplaceCommand.Place();

  private final List<Map<String, Object>> answers = new ArrayList<>();
  private boolean failed;

  @Override
  public Integer call() throws Exception {
    WorkplaceSettings found = place.read();
    if (!found.exists()) {
      reply.progress(reply.texts().get("workplace.none", place.folder()));
      return Problem.CANNOT_SAY;
    }
    Settings settings = found.in(place.folder());
    try (Station station = Station.open(settings)) {
      Map<String, String> devices = found.workplace().desk().devices();
      PartProbe.of(station, new Probes(station), devices).forEach(this::check);
    }
    reply.json(answers);
    return failed ? Problem.CANNOT_SAY : 0;
  }

  private void check(PartProbe one) {
    String part = one.part();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("part", part);
    String name = reply.texts().get("workplace.part." + part);
    try {
      String found = one.trial().run();
      answer.put("ok", true);
      answer.put("found", found);
      reply.line("✓ " + name + "  " + found);
    } catch (Exception e) { // told, whatever it is; the other parts are checked all the same
      Problem problem = Problems.of(e);
      failed = true;
      answer.put("ok", false);
      answer.put("code", problem.code());
      reply.line(
          "✗ "
              + name
              + "  "
              + problem.text(reply.texts())
              + " "
              + problem.commandRemedy(reply.texts())
              + " ["
              + problem.code()
              + "]");
    }
    answers.add(answer);
  }
}
