// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.app.problem.Problem;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a refused usage, as a fact of a {@link Problem}. */
public final class UsageWords {
  // Of a group, and of an option without its value, picocli throws the same and says it otherwise.
  private static final Pattern EACH_IS_MISSING =
      Pattern.compile("Missing required (options?|parameters?|options and parameters): .*");

  private static final Pattern VALUE = Pattern.compile("Invalid value for [^:]*: (.*)");

  // Of picocli's own converters.
  private static final Pattern NUMBER = Pattern.compile("' is not a (double|float)$");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("' is not an? (int|long)$");

  private UsageWords() {}

  /** In both languages, but what only picocli can say in English. */
  public static Object of(ParameterException failure) {
    String words = String.valueOf(failure.getMessage());
    return switch (failure) {
      case UsageException own -> own.said();
      case OptionNeeds alone -> alone.said();
      case MissingParameterException missing when EACH_IS_MISSING.matcher(words).matches() ->
          Problem.Usage.of("missing", missing.getMissing().stream().map(UsageWords::name).toList());
      case UnmatchedArgumentException unknown ->
          Problem.Usage.of("unknown", unknown.getUnmatched());
      case ParameterException converted when converted.getCause() instanceof ValueException value ->
          value.of(name(converted.getArgSpec()));
      default -> other(failure.getArgSpec(), words);
    };
  }

  private static Problem.Usage other(@Nullable ArgSpec of, String words) {
    if (of != null && NUMBER.matcher(words).find()) {
      return Problem.Usage.of("number", name(of));
    }
    if (of != null && WHOLE_NUMBER.matcher(words).find()) {
      return Problem.Usage.of("whole-number", name(of));
    }
    Matcher value = VALUE.matcher(words);
    return of != null && value.matches()
        ? Problem.Usage.of("value", name(of), withoutStop(value.group(1)))
        : Problem.Usage.of("other", withoutStop(words));
  }

  private static String name(ArgSpec of) {
    return of instanceof OptionSpec option ? option.longestName() : of.paramLabel();
  }

  private static String withoutStop(String words) {
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }
}
