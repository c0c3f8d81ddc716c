// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal evidence}: the archive of cases. */
@Command(
    name = "evidence",
    description = "Lists, shows, exports, opens, erases and verifies the evidence in the archive.",
    subcommands = {
      OpenCommand.class,
      EraseCommand.class,
      AnchorCommand.class,
      ArchiveCheckCommand.class
    },
    mixinStandardHelpOptions = true)
public final class EvidenceCommand {
  @Command(name = "list", description = "Lists all cases and their states.")
  int list(@Mixin Reply reply, @Mixin ArchivePlace place) throws StoreException, IOException {
    try (Archive archive = place.openAndTell(reply)) {
      List<CaseRow> cases = archive.cases();
      reply.json(cases.stream().map(EvidenceCommand::json).toList());
      for (CaseRow row : cases) {
        Texts texts = reply.texts();
        String state = texts.get("state." + row.state());
        reply.line(row.id() + "  " + texts.time(row.openedAt()) + "  " + state + "  " + name(row));
      }
      return 0;
    }
  }

  // People name files after people.
  private static String name(CaseRow row) {
    return Masks.numbers(row.documentName());
  }

  private static Map<String, Object> json(CaseRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("case", row.id());
    json.put("business", row.businessId());
    json.put("state", row.state());
    json.put("openedAt", row.openedAt().toString());
    json.put("changedAt", row.changedAt().toString());
    json.put("document", name(row));
    json.put("documentSm3", row.documentSm3());
    json.put("output", Masks.numbers(row.output().toString()));
    return json;
  }

  @Command(name = "show", description = "Shows the manifest and the log entries of one case.")
  int show(
      @Mixin Reply reply,
      @Mixin ArchivePlace place,
      @Parameters(paramLabel = "CASE", description = "case number") String id)
      throws StoreException, IOException {
    try (Archive archive = place.openAndTell(reply)) {
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
      reply.block(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
      return 0;
    }
  }

  @Command(
      name = "export",
      description =
          "Exports manifest, key share and evidence items of one case; the handwriting stays"
              + " sealed.")
  int export(
      @Mixin Reply reply,
      @Mixin ArchivePlace place,
      @Parameters(paramLabel = "CASE", description = "case number") String id,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "folder for the files, which only their owner can read")
          Path out)
      throws StoreException, IOException {
    try (Archive archive = place.openAndTell(reply)) {
      Map<String, byte[]> files = files(archive, id);
      OwnerOnly.missing(out);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DurableFile.write(out.resolve(file.getKey()), file.getValue());
      }
      List<ArtefactRow> artefacts = archive.artefacts(id);
      long sealed = artefacts.stream().filter(ArtefactRow::sealed).count();
      reply.json(Map.of("case", id, "artefacts", artefacts.size(), "sealed", sealed));
      reply.line(reply.texts().get("evidence.exported", artefacts.size(), out));
      if (sealed > 0) {
        reply.line(reply.texts().get("evidence.exported-sealed", sealed));
      }
      return 0;
    }
  }

  // All of it is read before any of it is written.
  private static Map<String, byte[]> files(Archive archive, String id) throws StoreException {
    archive.retention().requireKept(id);
    Map<String, byte[]> files = new LinkedHashMap<>();
    archive.manifest(id).ifPresent(bytes -> files.put("manifest.json", bytes));
    archive.share(id).ifPresent(bytes -> files.put("share.bin", bytes));
    int number = 0;
    for (ArtefactRow artefact : archive.artefacts(id)) {
      String name = "%02d-%s".formatted(number++, artefact.type());
      boolean toBeSealed = ArtefactType.of(artefact.type()).map(ArtefactType::sealed).orElse(false);
      // What is not sealed yet is told; it is not given out.
      if (artefact.sealed() || !toBeSealed) {
        files.put(artefact.sealed() ? name + ".sealed" : name, archive.content(id, artefact));
      }
    }
    return files;
  }

  @Command(
      name = "acknowledge",
      description =
          "Acknowledges that the archive was restored to an earlier state; the log records this.")
  int acknowledge(@Mixin Reply reply, @Mixin ArchivePlace place)
      throws StoreException, IOException {
    try (Archive archive = place.open()) {
      Optional<StoreException.Behind> known = archive.log().acknowledge();
      String code = known.map(behind -> behind.kind.code()).orElse("");
      reply.json(Map.of("acknowledged", code));
      reply.line(
          code.isEmpty()
              ? reply.texts().get("evidence.nothing-to-acknowledge")
              : reply.texts().get("evidence.acknowledged", known.get().found, code));
      return 0;
    }
  }
}
