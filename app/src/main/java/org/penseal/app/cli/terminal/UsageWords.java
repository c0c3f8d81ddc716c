// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import org.penseal.app.problem.Problem;
import org.penseal.app.text.Masks;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a wrong usage, as a fact of a {@link Problem}. */
public final class UsageWords {
  // Of a group, and of an option without its value, picocli throws the same and says it otherwise.
  private static final Pattern EACH_IS_MISSING =
      Pattern.compile("Missing required (options?|parameters?|options and parameters): .*");

  private UsageWords() {}

  /** In both languages where picocli tells what it is; else what it says, in English. */
  public static Object of(ParameterException failure) {
    String words = Masks.numbers(String.valueOf(failure.getMessage()));
    return switch (failure) {
      case OptionNeeds alone -> alone.said();
      case MissingParameterException missing when EACH_IS_MISSING.matcher(words).matches() ->
          new Problem.Usage(
              Problem.Usage.Kind.MISSING,
              missing.getMissing().stream().map(UsageWords::name).toList());
      case UnmatchedArgumentException unknown ->
          new Problem.Usage(
              Problem.Usage.Kind.UNKNOWN,
              unknown.getUnmatched().stream().map(Masks::numbers).toList());
      default -> new Problem.Usage(Problem.Usage.Kind.OTHER, List.of(withoutStop(words)));
    };
  }

  private static String name(ArgSpec missing) {
    return missing instanceof OptionSpec option ? option.longestName() : missing.paramLabel();
  }

  private static String withoutStop(String words) {
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }
}
