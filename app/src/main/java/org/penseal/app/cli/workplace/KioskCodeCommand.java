// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.problem.Problem;
import org.penseal.app.workplace.file.KioskCode;
import org.penseal.refusal.SigningException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal workplace kiosk-code}: what the policy has of the operator's code. */
@Command(
    name = "kiosk-code",
    description = {
      "Prints the hash of the operator's code, for kiosk.code in policy.json.",
      "The code is typed on the terminal or read from a file."
    },
    mixinStandardHelpOptions = true)
final class KioskCodeCommand implements Callable<Integer> {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin Reply reply = new Reply();

  @Option(
      names = "--code-file",
      paramLabel = "FILE",
      description = "file with the code in its first line")
  @Nullable Path file;

  @Override
  public Integer call() throws SigningException {
    char[] code = file == null ? typed("kiosk") : Secrets.password(file);
    if (file == null && !Arrays.equals(code, typed("kiosk-again"))) {
      return reply.usage(reply.texts().get("workplace.kiosk.differs"), "workplace kiosk-code");
    }
    if (code.length < KioskCode.SHORTEST) {
      reply.progress(reply.texts().get("workplace.kiosk.short", KioskCode.SHORTEST));
      return Problem.USAGE;
    }
    reply.line(KioskCode.make(code, new SecureRandom()).toString());
    return 0;
  }

  private char[] typed(String what) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new UsageException(spec, "terminal");
    }
    char[] typed =
        console.readPassword(
            "%s: ", reply.texts().get("workplace.ask." + what, KioskCode.SHORTEST));
    return typed == null ? new char[0] : typed;
  }
}
