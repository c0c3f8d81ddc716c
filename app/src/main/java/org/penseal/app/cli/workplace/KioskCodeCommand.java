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
      "Prints a hash of the operator's code, the value of kiosk.code in policy.json.",
      "The code is asked for on the terminal or read from a file."
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
    char[] code = file == null ? typed() : Secrets.password(file);
    if (code.length < KioskCode.SHORTEST) {
      reply.progress(reply.texts().get("workplace.kiosk.short", KioskCode.SHORTEST));
      return Problem.USAGE;
    }
    reply.line(KioskCode.make(code, new SecureRandom()).toString());
    return 0;
  }

  private char[] typed() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--code-file is missing: there is no terminal to ask on");
    }
    char[] first = ask(console, "kiosk");
    char[] second = ask(console, "kiosk-again");
    if (!Arrays.equals(first, second)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), reply.texts().get("workplace.kiosk.differs"));
    }
    return first;
  }

  private char[] ask(Console console, String what) {
    char[] typed =
        console.readPassword(
            "%s: ", reply.texts().get("workplace.ask." + what, KioskCode.SHORTEST));
    return typed == null ? new char[0] : typed;
  }
}
