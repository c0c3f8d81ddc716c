// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.Settings;
import org.penseal.app.cli.terminal.PrivateFile;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.Erasure;
import org.penseal.app.store.StoreException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal evidence}: the archive of cases. */
@Command(
    name = "evidence",
    description = "Lists, shows, exports and verifies the archive.",
    mixinStandardHelpOptions = true)
final class EvidenceCommand {
  /** Where the archive lies. */
  static final class Place {
    @Option(names = "--data", paramLabel = "DIR", description = "folder of the archive")
    @Nullable Path data;

    Archive open() throws StoreException {
      Path folder = data == null ? Settings.defaults().data() : data;
      return Archive.open(folder, java.time.Clock.systemUTC(), new java.security.SecureRandom());
    }
  }

  @Command(name = "list", description = "All cases and how far they are.")
  int list(@Mixin Reply reply, @Mixin Place place) throws StoreException, IOException {
    try (Archive archive = place.open()) {
      List<CaseRow> cases = archive.cases();
      reply.json(cases.stream().map(EvidenceCommand::json).toList());
      for (CaseRow row : cases) {
        String state = reply.texts().get("state." + row.state());
        reply.line(row.id() + "  " + row.openedAt() + "  " + state + "  " + row.documentName());
      }
      return 0;
    }
  }

  private static Map<String, Object> json(CaseRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", row.id());
    json.put("business", row.businessId());
    json.put("state", row.state());
    json.put("openedAt", row.openedAt().toString());
    json.put("changedAt", row.changedAt().toString());
    json.put("document", row.documentName());
    json.put("documentSm3", row.documentSm3());
    json.put("output", row.output().toString());
    return json;
  }

  @Command(name = "show", description = "The manifest and the log of one case.")
  int show(@Mixin Reply reply, @Mixin Place place, @Parameters(paramLabel = "CASE") String id)
      throws StoreException, IOException {
    try (Archive archive = place.open()) {
      CaseRow row = archive.find(id);
      ObjectMapper mapper = new ObjectMapper();
      Optional<byte[]> manifest = archive.manifest(id);
      Map<String, Object> json = json(row);
      if (manifest.isPresent()) {
        json.put("manifest", mapper.readTree(manifest.get()));
      }
      json.put(
          "events",
          archive.events(id).stream()
              .map(e -> Map.of("at", e.at().toString(), "what", e.what(), "detail", e.detail()))
              .toList());
      reply.json(json);
      reply.line(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
      return 0;
    }
  }

  @Command(name = "export", description = "Writes manifest, share and artefacts of one case.")
  int export(
      @Mixin Reply reply,
      @Mixin Place place,
      @Parameters(paramLabel = "CASE") String id,
      @Option(names = "--out", required = true, paramLabel = "DIR") Path out)
      throws StoreException, IOException {
    try (Archive archive = place.open()) {
      archive.find(id);
      Files.createDirectories(out);
      Optional<byte[]> manifest = archive.manifest(id);
      if (manifest.isPresent()) {
        Files.write(out.resolve("manifest.json"), manifest.get());
      }
      Optional<byte[]> share = archive.share(id);
      if (share.isPresent()) {
        PrivateFile.write(out.resolve("share.bin"), share.get());
      }
      int number = 0;
      for (ArtefactRow artefact : archive.artefacts(id)) {
        String name = "%02d-%s".formatted(number++, artefact.type());
        Files.write(out.resolve(name), archive.content(id, artefact));
      }
      reply.json(Map.of("case", id, "artefacts", number));
      reply.line(reply.texts().get("evidence.exported", number, out));
      return 0;
    }
  }

  @Command(
      name = "erase",
      description =
          "Erases what was collected in a case; manifest and log stay, and the log says so.")
  int erase(
      @Mixin Reply reply,
      @Mixin Place place,
      @ArgGroup(multiplicity = "1") Which which,
      @Option(names = "--dry-run", description = "only say what would be erased") boolean dryRun,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              description = "why it is erased before its time is up; goes into the log")
          @Nullable String reason)
      throws StoreException, IOException {
    String given = reason == null ? "" : reason.strip().replaceAll("\\p{Cntrl}", " ");
    boolean early = !given.isEmpty() && !which.due;
    try (Archive archive = place.open()) {
      String one = which.id;
      List<String> ids = one == null ? archive.due() : List.of(one);
      List<Erasure> report = new ArrayList<>();
      for (String id : ids) {
        Erasure erasure =
            dryRun
                ? archive.planErasure(id, early)
                : archive.erase(id, early, early ? given : "due");
        report.add(erasure);
        String said = dryRun ? "evidence.would-erase" : "evidence.erased";
        reply.line(reply.texts().get(said, id, erasure.artefacts().size()));
      }
      if (ids.isEmpty()) {
        reply.line(reply.texts().get("evidence.nothing-due"));
      }
      reply.json(Map.of("dryRun", dryRun, "erased", report));
      return 0;
    }
  }

  /** Which cases are erased. */
  static final class Which {
    @Option(names = "--case", paramLabel = "ID", description = "this one")
    @Nullable String id;

    @Option(names = "--due", description = "all whose time is up")
    boolean due;
  }

  @Command(name = "verify", description = "Walks the whole chain of the log.")
  int verify(@Mixin Reply reply, @Mixin Place place) throws StoreException, IOException {
    try (Archive archive = place.open()) {
      long events = archive.verifyChain();
      reply.json(Map.of("intact", true, "events", events));
      reply.line(reply.texts().get("evidence.intact", events));
      return 0;
    }
  }
}
