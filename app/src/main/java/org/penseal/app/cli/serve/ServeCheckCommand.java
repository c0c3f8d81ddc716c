// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.options.WorkplaceOption;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problem;
import org.penseal.app.server.SelfTest;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.text.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal serve check}: tries once what the services need. */
@Command(
    name = "check",
    description =
        "Checks the settings of the services: each key, the data folder, the audit chain and the"
            + " services that they use. Prints one line for each.",
    mixinStandardHelpOptions = true)
final class ServeCheckCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin ServePlace place = new ServePlace();

  @Override
  public Integer call() throws ServeException, IOException {
    List<SelfTest.Finding> findings =
        SelfTest.of(
            ServeFile.read(place.file()),
            WorkplaceOption.terminal(),
            Clock.systemUTC(),
            new SecureRandom());
    List<Map<String, Object>> json = new ArrayList<>();
    boolean well = true;
    for (SelfTest.Finding each : findings) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("what", each.what());
      one.put("well", each.well());
      one.put("said", each.said());
      json.add(one);
      well &= each.well();
      String key = each.well() ? "serve.check.well" : "serve.check.bad";
      Texts texts = reply.texts();
      String said = each.ends() == null ? each.said() : texts.get("serve.check.ends", each.ends());
      reply.line(texts.get(key, each.what(), said));
      if (each.said().equals(SelfTest.ANY_HOST)) {
        reply.line(texts.get("serve.check.any-host"));
      }
    }
    reply.json(json);
    return well ? 0 : Problem.CANNOT_SAY;
  }
}
