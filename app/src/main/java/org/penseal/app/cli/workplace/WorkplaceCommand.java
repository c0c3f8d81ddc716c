// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.app.cli.options.DataOptions;
import org.penseal.app.cli.options.WorkplaceOption;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.problem.Problem;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.WorkplaceBundle;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.app.workplace.file.WorkplaceJson;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal workplace}: services, trust, keys and devices of this station. */
@Command(
    name = "workplace",
    description = "Manages the workplace file: services, trust, keys and devices of this station.",
    subcommands = {InitCommand.class, CheckCommand.class, KioskCodeCommand.class},
    mixinStandardHelpOptions = true)
public final class WorkplaceCommand {
  /** Where the workplace lies. */
  static final class Place {
    @Mixin DataOptions data = new DataOptions();

    @Mixin WorkplaceOption workplace = new WorkplaceOption();

    Path folder() {
      return data.folder();
    }

    WorkplaceSettings read() throws WorkplaceException {
      return workplace.read(folder());
    }
  }

  @Command(name = "show", description = "Shows the workplace file, which contains no secrets.")
  int show(@Mixin Reply reply, @Mixin Place place) throws WorkplaceException {
    WorkplaceSettings found = place.read();
    if (!found.exists()) {
      reply.progress(reply.texts().get("workplace.none", place.folder()));
      return Problem.CANNOT_SAY;
    }
    reply.block(WorkplaceJson.of(found.workplace()));
    return 0;
  }

  @Command(
      name = "export",
      description =
          "Writes one file for other stations: the workplace with its certificates, without"
              + " secrets.")
  int export(
      @Mixin Reply reply,
      @Mixin Place place,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "file for other stations")
          Path out)
      throws WorkplaceException, SigningException {
    WorkplaceSettings found = place.read();
    Path file = found.file();
    if (file == null) {
      reply.progress(reply.texts().get("workplace.none", place.folder()));
      return Problem.CANNOT_SAY;
    }
    write(out, WorkplaceBundle.export(file));
    reply.line(reply.texts().get("workplace.exported", out));
    return 0;
  }

  @Command(name = "import", description = "Imports a file written by penseal workplace export.")
  int take(
      @Mixin Reply reply,
      @Parameters(paramLabel = "FILE", description = "file written by penseal workplace export")
          Path from,
      @Mixin DataOptions data)
      throws WorkplaceException, SigningException {
    Path folder = data.folder();
    Path file = folder.resolve(WorkplaceFile.NAME);
    requireNew(file);
    try {
      OwnerOnly.folder(folder);
      WorkplaceBundle.unpack(from, file);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(file, "workplace", e);
    }
    reply.line(reply.texts().get("workplace.written", file));
    WorkplaceBundle.own(WorkplaceFile.read(file))
        .forEach(field -> reply.progress(reply.texts().get("workplace.own", field)));
    return 0;
  }

  /** A workplace that is there is never overwritten. */
  static void requireNew(Path file) throws FileException {
    if (Files.exists(file)) {
      throw new FileException.OutputNotWritable(
          file, "exists", new FileAlreadyExistsException(file.toString()));
    }
  }

  static void write(Path file, String text) throws FileException {
    requireNew(file);
    try {
      DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(file, "workplace", e);
    }
  }
}
