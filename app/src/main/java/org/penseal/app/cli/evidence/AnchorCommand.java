// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.cli.options.ServiceOptions;
import org.penseal.app.cli.options.TimestampTrust;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TimestampClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal evidence anchor}: has the head of the log stamped, by hand or from cron. */
@Command(
    name = "anchor",
    description =
        "Requests a timestamp (RFC 3161) for the head of the log; penseal evidence verify checks"
            + " these timestamps.",
    mixinStandardHelpOptions = true)
final class AnchorCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin ServiceOptions services = new ServiceOptions();
  @Mixin TimestampTrust trust = new TimestampTrust();

  @Option(
      names = "--if-due",
      description = "only if the last timestamp is old and the log has new entries")
  boolean ifDue;

  @Override
  public Integer call() throws WorkplaceException, StoreException, SigningException, IOException {
    Path folder = services.folder();
    services.read(trust.demoGiven(), false);
    if (services.tsas().isEmpty()) {
      trust.requireDemonstration(folder, reply);
      try (Station station = Station.open(services.settings(Settings.Demo.ASKED))) {
        return anchor(station.archive(), station.services().namedTsa());
      }
    }
    TimestampClient named = services.timestamps(Hashing.jca());
    try (Archive archive = ArchivePlace.open(folder)) {
      return anchor(archive, named.trusting(trust.roots(services, reply)));
    }
  }

  private int anchor(Archive archive, TimestampClient client)
      throws StoreException, SigningException, IOException {
    ArchiveLog log = archive.log();
    Anchors anchors =
        new Anchors(log, Anchors.in(services.folder()), Hashing.jca(), Clock.systemUTC());
    boolean due = !ifDue || anchors.due(reply.zone);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("anchored", due);
    answer.put("event", log.head().number());
    if (due) {
      Path file = anchors.add(client);
      answer.put("file", file.toString());
      reply.line(reply.texts().get("evidence.anchored", log.head().number(), file));
    } else {
      reply.line(reply.texts().get("evidence.anchor-not-due"));
    }
    reply.json(answer);
    return 0;
  }
}
