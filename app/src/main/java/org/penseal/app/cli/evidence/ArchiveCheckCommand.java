// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.anchor.Anchor;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.audit.KeptCases;
import org.penseal.app.cli.options.DemoOptions;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problem;
import org.penseal.app.store.Archive;
import org.penseal.app.store.EventRow;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal evidence verify}: whether the archive is what it was. */
@Command(
    name = "verify",
    description =
        "Verifies the whole log chain, and compares rows, head and anchors with it. --trust"
            + " replaces the root certificates in trust/tsa of the data folder.",
    mixinStandardHelpOptions = true)
final class ArchiveCheckCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin ArchivePlace place = new ArchivePlace();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "also check whether the log records this report of penseal evidence erase")
  @Nullable Path file;

  @Option(
      names = "--anchors",
      paramLabel = "DIR",
      description = "also check a copy of the anchors that was kept elsewhere; repeatable")
  List<Path> copies = List.of();

  @Mixin TrustOptions trust = new TrustOptions();
  @Mixin DemoOptions demo = new DemoOptions();

  @Override
  public Integer call() throws StoreException, SigningException, IOException {
    try (Archive archive = place.open()) {
      long events = archive.log().verify();
      new KeptCases(archive).requireAsFrozen();
      Map<String, Object> answer = new LinkedHashMap<>(Map.of("intact", true, "events", events));
      answer.put("takenOver", archive.log().takenOver());
      List<EventRow> acknowledged = archive.log().acknowledged();
      answer.put("acknowledged", acknowledged.stream().map(ArchiveCheckCommand::json).toList());
      List<Anchor> anchors = anchors(archive);
      answer.put("anchors", anchors.stream().map(ArchiveCheckCommand::json).toList());
      if (file != null) {
        EventRow noted = archive.retention().report(ErasureReport.sm3(file));
        answer.put("report", Map.of("event", noted.number(), "at", noted.at().toString()));
        reply.line(reply.texts().get("evidence.report-known", noted.number(), noted.at()));
      }
      boolean intact = anchors.stream().noneMatch(ArchiveCheckCommand::contradicts);
      answer.put("intact", intact);
      reply.json(answer);
      for (EventRow each : acknowledged) {
        reply.line(
            reply
                .texts()
                .get("evidence.was-acknowledged", each.number(), each.at(), each.detail()));
      }
      tell(anchors);
      if (intact) {
        reply.line(reply.texts().get("evidence.intact", events));
      }
      return intact ? 0 : Problem.NO;
    }
  }

  private List<Anchor> anchors(Archive archive) throws StoreException, SigningException {
    Anchors anchors =
        new Anchors(archive.log(), Anchors.in(place.folder()), Hashing.jca(), Clock.systemUTC());
    TrustStore roots = roots();
    List<Anchor> found = new ArrayList<>(anchors.check(Anchors.in(place.folder()), roots));
    for (Path copy : copies) {
      found.addAll(anchors.check(copy, roots));
    }
    return found;
  }

  // What somebody names takes the place of what lies in the folder that is checked.
  private TrustStore roots() throws SigningException {
    Path folder = place.folder();
    TrustStore named = trust.load();
    return trust.files().isEmpty()
        ? TrustFolder.forTimestamps(folder, List.of(), demo.demonstration(folder))
        : demo.given() ? named.with(TrustFolder.ofDemo(folder)) : named;
  }

  private static boolean contradicts(Anchor anchor) {
    return anchor.state() == Anchor.State.BROKEN || anchor.state() == Anchor.State.MISSING;
  }

  private void tell(List<Anchor> anchors) {
    for (Anchor anchor : anchors) {
      String number = anchor.head() == null ? "-" : String.valueOf(anchor.head().number());
      Object at = anchor.at() == null ? "-" : anchor.at();
      reply.line(
          reply.texts().get("evidence.anchor." + anchor.state(), number, at, anchor.tsa())
              + (anchor.demo() ? " " + reply.texts().get("report.demo") : "")
              + (contradicts(anchor) ? " (" + code(anchor) + ")" : ""));
    }
  }

  private static String code(Anchor anchor) {
    return switch (anchor.state()) {
      case BROKEN -> "archive-anchor-broken";
      case MISSING -> "archive-older-than-anchor";
      case HOLDS, UNTRUSTED -> "";
    };
  }

  // What is intact now may have lost entries before: whoever lets it go on says so in the log.
  private static Map<String, Object> json(EventRow acknowledged) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("event", acknowledged.number());
    json.put("at", acknowledged.at().toString());
    json.put("detail", acknowledged.detail());
    return json;
  }

  private static Map<String, @Nullable Object> json(Anchor anchor) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", anchor.file().toString());
    json.put("event", anchor.head() == null ? null : anchor.head().number());
    json.put("state", anchor.state().name().toLowerCase(java.util.Locale.ROOT));
    json.put("at", anchor.at() == null ? null : anchor.at().toString());
    json.put("tsa", anchor.tsa());
    json.put("assurance", anchor.demo() ? "demo" : "production");
    json.put("code", code(anchor));
    return json;
  }
}
