// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.app.workplace.file.WorkplaceText;
import org.penseal.refusal.FileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal workplace init}: writes a workplace file from options, or from answers. */
@Command(
    name = "init",
    description = "Writes workplace.json. Without options, it asks for the values on the terminal.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Option(names = "--data", paramLabel = "DIR", description = "data folder, for archive and cases")
  @Nullable Path data;

  @Mixin ServiceFields services = new ServiceFields();
  @Mixin DeskFields desk = new DeskFields();

  @Override
  public Integer call() throws WorkplaceException, FileException {
    Path folder = data == null ? DataFolder.standard() : data;
    Path file = folder.resolve(WorkplaceFile.NAME);
    WorkplaceCommand.requireNew(file);
    if (given().isEmpty()) {
      ask();
    }
    try {
      OwnerOnly.folder(folder);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "workplace", e);
    }
    // Read before it is written, so that no wrong file ever lies there.
    String text = WorkplaceText.of(tree(), folder);
    WorkplaceCommand.write(file, text);
    reply.line(reply.texts().get("workplace.written", file));
    return 0;
  }

  private Map<String, Object> tree() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", 1);
    services.write(all);
    desk.write(all);
    return all;
  }

  private Map<String, Object> given() {
    Map<String, Object> tree = tree();
    tree.remove("version");
    return tree;
  }

  // All that a case needs, and the places of devices; policies are options.
  private void ask() {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      Questions questions =
          new Questions(
              what -> console.readLine("%s: ", reply.texts().get("workplace.ask." + what)));
      services.ask(questions);
      desk.ask(questions);
    }
  }
}
