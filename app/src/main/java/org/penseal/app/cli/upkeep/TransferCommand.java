// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.store.StoreException;
import org.penseal.app.transfer.StationFile;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceBundle;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal transfer}: moves a station to another computer. */
@Command(
    name = "transfer",
    description =
        "Moves a station to another computer: settings, keys, trust and archive in one encrypted"
            + " file, verified to be complete.",
    mixinStandardHelpOptions = true)
public final class TransferCommand {
  static final class Password {
    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "file with the password in its first line")
    Path file = Path.of("");

    Octets read() throws SigningException {
      String line = new String(Secrets.password(file));
      if (line.isEmpty()) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.EMPTY_PASSWORD, null);
      }
      return Octets.of(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Command(
      name = "export",
      description = "Exports the data folder to an encrypted file if the whole archive is intact.")
  int export(
      @Mixin Reply reply,
      @Mixin DataOptions data,
      @Mixin Password password,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "file to write, which only its owner can read; it must not exist yet")
          Path out)
      throws UpkeepException, SigningException, StoreException, IOException {
    OwnPlace.require(out, List.of(password.file));
    StationFile.Moved moved = station().write(data.folder(), password.read(), out);
    told(reply, "transfer.exported", moved, out);
    return 0;
  }

  @Command(
      name = "import",
      description =
          "Imports a file written by penseal transfer export into a data folder that does not exist"
              + " yet or is empty.")
  int take(
      @Mixin Reply reply,
      @Parameters(paramLabel = "FILE", description = "file written by penseal transfer export")
          Path from,
      @Mixin Password password,
      @Mixin DataOptions data)
      throws UpkeepException, SigningException, StoreException, WorkplaceException, IOException {
    Path folder = data.folder();
    StationFile.Moved moved = station().take(from, password.read(), folder);
    told(reply, "transfer.imported", moved, folder);
    Path file = folder.resolve(WorkplaceFile.NAME);
    if (Files.exists(file)) {
      Workplace workplace = WorkplaceFile.read(file);
      WorkplaceBundle.own(workplace)
          .forEach(field -> reply.progress(reply.texts().get("workplace.own", field)));
    }
    return 0;
  }

  private static StationFile station() {
    return new StationFile(new SecureRandom(), Clock.systemUTC());
  }

  private static void told(Reply reply, String key, StationFile.Moved moved, Path place)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", place.toString());
    json.put("files", moved.files());
    json.put("events", moved.entries());
    json.put("intact", true);
    reply.json(json);
    reply.line(reply.texts().get(key, place, moved.files(), moved.entries()));
  }
}
