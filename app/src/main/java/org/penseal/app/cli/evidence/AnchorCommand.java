// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.cli.data.TsaAddress;
import org.penseal.app.cli.service.ServiceOptions;
import org.penseal.app.cli.service.TimestampTrust;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Hashing;
import org.penseal.refusal.SigningException;
import org.penseal.trust.TimestampClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal evidence anchor}: has the head of the log stamped, by hand or from cron. */
@Command(
    name = "anchor",
    description = "Has the head of the log stamped (RFC 3161); evidence verify checks the tokens.",
    mixinStandardHelpOptions = true)
final class AnchorCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin ArchivePlace place = new ArchivePlace();
  @Mixin ServiceOptions services = new ServiceOptions();
  @Mixin TimestampTrust trust = new TimestampTrust();

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      converter = TsaAddress.class,
      description = "the authority; repeated: the next if one does not answer")
  List<URI> tsas = List.of();

  @Option(names = "--if-due", description = "only if the last one is old and the log went on")
  boolean ifDue;

  @Override
  public Integer call() throws StoreException, SigningException, IOException {
    Settings settings = Settings.in(place.folder());
    if (tsas.isEmpty()) {
      trust.requireDemonstration(settings.data(), reply);
      try (Station station = Station.open(settings.with(Settings.Demo.ASKED))) {
        return anchor(station.archive(), station.services().namedTsa());
      }
    }
    try (Archive archive = place.open()) {
      return anchor(
          archive,
          new TimestampClient(
                  tsas,
                  settings.network().timeout(),
                  services.trust(),
                  Hashing.jca(),
                  new SecureRandom())
              .trusting(trust.roots(settings.data(), reply)));
    }
  }

  private int anchor(Archive archive, TimestampClient client)
      throws StoreException, SigningException, IOException {
    ArchiveLog log = archive.log();
    Anchors anchors =
        new Anchors(log, Anchors.in(place.folder()), Hashing.jca(), Clock.systemUTC());
    boolean due = !ifDue || anchors.due(Settings.Limits.standard().zone());
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
