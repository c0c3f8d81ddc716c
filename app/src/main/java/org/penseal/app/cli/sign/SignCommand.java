// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.Station;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal sign IN --out OUT}: one signing case from the command line. */
@Command(
    name = "sign",
    description = "Signs one document with one hand signature.",
    mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin SignOptions options = new SignOptions();

  private static Map<String, @Nullable Object> json(Ceremony.Result result) {
    Manifest manifest = result.manifest();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("case", result.caseId());
    json.put("output", result.output().toString());
    json.put("attemptsDiscarded", manifest.ink().attemptsDiscarded());
    json.put("annotation", manifest.annotation());
    return json;
  }

  private Map<String, @Nullable Object> json(PlainSigning.Outcome done) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("output", options.out.toString());
    json.put("profile", done.profile());
    json.put("tsa", done.tsa().map(URI::toString).orElse(null));
    json.put("tsasPassedOver", done.passedOver());
    return json;
  }

  @Override
  public Integer call() throws Exception {
    OwnPlace.require(options.out, options.ownFiles());
    try (Station station = Station.open(options.settings())) {
      Unfinished.report(station, reply);
      if (options.isPlain()) {
        PlainSigning.Outcome done = PlainSigning.sign(station, options);
        reply.json(json(done));
        done.passedOver()
            .forEach(each -> reply.progress(reply.texts().get("sign.tsa-passed-over", each)));
        reply.line(reply.texts().get("sign.done", options.out));
        return 0;
      }
      Optional<Ceremony.Result> result = new SignRun(station, options, reply).run();
      if (result.isEmpty()) {
        reply.progress(reply.texts().get("sign.cancelled"));
        return Problem.NO;
      }
      reply.json(json(result.get()));
      reply.line(reply.texts().get("sign.done", result.get().output()));
      return 0;
    }
  }
}
