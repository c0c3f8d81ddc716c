// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.ArtefactSeal;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.StoreException;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal evidence open}: the handwriting of a case, with the escrow key, and noted. */
@Command(
    name = "open",
    description =
        "Opens the sealed handwriting of a case with the escrow key; the log records this.",
    mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin ArchivePlace place = new ArchivePlace();

  @Parameters(paramLabel = "CASE", description = "case number")
  String id = "";

  @Option(
      names = "--escrow-key",
      required = true,
      paramLabel = "P12",
      description = "escrow key (PKCS #12) for which the handwriting is sealed")
  Path escrow = Path.of("");

  @Option(names = "--password-file", paramLabel = "FILE", description = "password file of the key")
  @Nullable Path passwordFile;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for the opened handwriting, which only its owner can read")
  Path out = Path.of("");

  @Override
  public Integer call() throws StoreException, SigningException, IOException {
    Pkcs12File key = Pkcs12File.read(escrow, Secrets.keyPassword(passwordFile));
    try (Archive archive = place.open()) {
      archive.find(id);
      Map<String, byte[]> files = opened(archive, key);
      if (files.isEmpty()) {
        reply.json(Map.of("case", id, "opened", List.of()));
        reply.line(reply.texts().get("evidence.nothing-sealed"));
        return 0;
      }
      // Nobody sees any of it before the log says so.
      String certificate = CaseSettings.digest(key.chain().getFirst());
      long event = archive.sealing().noteOpened(id, files.size(), certificate);
      OwnerOnly.missing(out);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DurableFile.write(out.resolve(file.getKey()), file.getValue());
      }
      reply.json(Map.of("case", id, "opened", List.copyOf(files.keySet()), "event", event));
      reply.line(reply.texts().get("evidence.opened", files.size(), out, event));
      return 0;
    }
  }

  private Map<String, byte[]> opened(Archive archive, Pkcs12File key)
      throws StoreException, SigningException {
    archive.retention().requireKept(id);
    Map<String, byte[]> files = new LinkedHashMap<>();
    int number = 0;
    for (ArtefactRow row : archive.artefacts(id)) {
      String name = "%02d-%s".formatted(number++, row.type());
      if (row.sealed()) {
        byte[] share = archive.share(id).orElseThrow(() -> new StoreException.Erased(id));
        files.put(name, content(archive.content(id, row), row, share, key));
      }
    }
    return files;
  }

  private static byte[] content(byte[] sealed, ArtefactRow row, byte[] share, Pkcs12File key)
      throws StoreException, SigningException {
    try {
      return ArtefactSeal.open(sealed, row.saltedSm3(), share, key).content();
    } catch (IOException e) {
      throw new StoreException.Altered("artefact " + row.id());
    }
  }
}
