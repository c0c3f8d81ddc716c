// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.PolicyException;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.WorkplaceException;
import picocli.CommandLine.ParseResult;

/** The zone in which a command tells times: that of the desk in whose data folder it works. */
public final class DeskZone {
  private DeskZone() {}

  /** The desk's zone; that of the system where no workplace can be read. */
  public static ZoneId of(ParseResult parsed) {
    ParseResult command = leaf(parsed);
    Path data = command.matchedOptionValue("--data", DataFolder.standard());
    Path named = command.matchedOptionValue("--workplace", null);
    if (named != null && !Files.isRegularFile(named)) {
      return ZoneId.systemDefault(); // a pipe is read once, by the command
    }
    try {
      return WorkplaceSettings.of(data, named, Secret.Asker.NOBODY).workplace().desk().timeZone();
    } catch (WorkplaceException | PolicyException e) { // told by the command, if it works with it
      return ZoneId.systemDefault();
    }
  }

  /** What the command is about to say has its times in that zone. */
  public static void tellIn(ParseResult parsed) {
    ZoneId zone = of(parsed);
    leaf(parsed).commandSpec().mixins().values().stream()
        .map(each -> each.userObject())
        .filter(Reply.class::isInstance)
        .forEach(reply -> ((Reply) reply).zone = zone);
  }

  private static ParseResult leaf(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }
}
