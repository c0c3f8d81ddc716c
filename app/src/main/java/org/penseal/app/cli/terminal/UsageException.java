// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import org.penseal.app.problem.Problem;
import org.penseal.app.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A usage that is refused, with a message in both languages; its own message is the English one.
 */
public final class UsageException extends ParameterException {
  private static final long serialVersionUID = 1;

  private final transient Problem.Usage said;

  /**
   * Of a command.
   *
   * @param key end of the message's key, after {@code usage.}
   * @param facts what its placeholders are filled with; lists are enumerated
   */
  public UsageException(CommandSpec command, String key, Object... facts) {
    this(command, Problem.Usage.of(key, facts));
  }

  private UsageException(CommandSpec command, Problem.Usage said) {
    super(command.commandLine(), said.text(Texts.of("en")));
    this.said = said;
  }

  /** What is said of it, as a fact of a {@link Problem}. */
  public Object said() {
    return said;
  }
}
