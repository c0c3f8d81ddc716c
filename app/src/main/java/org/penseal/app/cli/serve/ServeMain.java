// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import org.penseal.app.cli.terminal.HelpTexts;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageWords;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import picocli.CommandLine;

/**
 * The services alone: the same as {@code penseal serve}, without the other commands, the window and
 * the libraries of either.
 */
public final class ServeMain {
  private static final String NAME = "penseal-server";

  private ServeMain() {}

  /**
   * Runs them until they are asked to stop.
   *
   * @param arguments options of {@code penseal serve}
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** The same, without the end of the program; gives its exit code. */
  public static int run(String[] arguments) {
    CommandLine line = new CommandLine(new ServeCommand()).setCommandName(NAME);
    line.setExecutionStrategy(
        parsed -> {
          HelpTexts.speak(line, "penseal.serve", Reply.to(arguments).language);
          OptionNeeds.require(parsed);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler(
        (failure, command, result) -> {
          Problem problem = Problems.of(failure);
          Reply.to(arguments).problem(problem);
          return problem.exit();
        });
    line.setParameterExceptionHandler(
        (failure, words) -> {
          String command = failure.getCommandLine().getCommandSpec().qualifiedName();
          return Reply.to(arguments).refused(UsageWords.of(failure), command + " --help");
        });
    return line.execute(arguments);
  }
}
