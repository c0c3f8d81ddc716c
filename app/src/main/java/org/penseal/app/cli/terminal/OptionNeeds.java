// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.penseal.app.problem.Problem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * An option that would have no effect without another one, or with it. It is refused: whoever gave
 * it believes that it counts.
 */
public final class OptionNeeds extends ParameterException {
  private static final long serialVersionUID = 1;

  /**
   * In every command that has one of those needed.
   *
   * @param needed one of them is enough
   */
  private record Pairing(List<String> options, List<String> needed) {
    static Pairing of(String needed, String... options) {
      return new Pairing(List.of(options), List.of(needed));
    }
  }

  private static final List<Pairing> RULES =
      List.of(
          Pairing.of("--share", "--escrow-key"),
          Pairing.of("--escrow-key", "--share", "--password-file"),
          Pairing.of("--online", "--tls-trust", "--tls-key"),
          Pairing.of("--tls-key", "--tls-password-file", "--tls-encryption-key"),
          Pairing.of("--ca", "--ca-reference", "--ca-secret-file"),
          Pairing.of("--authority", "--authority-trust", "--authority-key"),
          Pairing.of("--authority", "--authority-certificate"),
          Pairing.of("--authority-key", "--authority-password-file"),
          Pairing.of("--keyword", "--keyword-hit", "--keyword-offset", "--keyword-size"),
          new Pairing(
              List.of("--trace-annotation", "--annotation-at"),
              List.of("--transcribe", "--annotate")),
          Pairing.of("--camera", "--challenge"),
          Pairing.of("--idcard", "--expired-card"),
          Pairing.of("--signature-key", "--pin-file", "--new-key"),
          Pairing.of("--demo", "--port"),
          Pairing.of("--minutes", "--rate", "--calls"));

  /** What has no effect, by what takes it away. */
  private static final Map<String, String> EXCLUDED =
      Map.of("--settings", "--demo", "--data", "--settings");

  private final transient Object said;

  private OptionNeeds(CommandSpec command, String option, Collection<String> needed) {
    super(command.commandLine(), option + " has no effect without " + needed);
    this.said = new Problem.Needs(option, List.copyOf(needed));
  }

  private OptionNeeds(CommandSpec command, String option, String by) {
    super(command.commandLine(), option + " has no effect with " + by);
    this.said = new Problem.Excluded(option, by);
  }

  /** The option, and what it needs or cannot be beside: what is said of a {@link Problem}. */
  public Object said() {
    return said;
  }

  /**
   * Goes on unless the command has an option that has no effect without one that it does not have,
   * or with one that it has.
   *
   * @throws OptionNeeds naming both
   */
  public static void require(ParseResult parsed) {
    if (parsed.hasSubcommand()) {
      require(parsed.subcommand());
      return;
    }
    CommandSpec command = parsed.commandSpec();
    for (Pairing each : RULES) {
      if (each.needed.stream().anyMatch(name -> command.findOption(name) != null)
          && each.needed.stream().noneMatch(parsed::hasMatchedOption)) {
        refuse(command, each.options, each.needed.toArray(String[]::new));
      }
    }
    EXCLUDED.forEach(
        (option, by) -> {
          if (parsed.hasMatchedOption(option) && parsed.hasMatchedOption(by)) {
            throw new OptionNeeds(command, option, by);
          }
        });
  }

  /**
   * Goes on unless one of the options was given.
   *
   * @param needed what they have no effect without, as a user writes it
   * @throws OptionNeeds naming both
   */
  public static void refuse(CommandSpec command, List<String> options, String... needed) {
    ParseResult parsed = command.commandLine().getParseResult();
    for (String each : options) {
      if (parsed.hasMatchedOption(each)) {
        throw new OptionNeeds(command, each, Arrays.asList(needed));
      }
    }
  }
}
