// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.problem.Problem;
import picocli.CommandLine.TypeConversionException;

/** What an option or argument does not take, with a message in both languages. */
public final class ValueException extends TypeConversionException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final transient List<Object> facts;

  /**
   * Of a converter, which does not know the name of the option.
   *
   * @param key end of the message's key, after {@code usage.}
   * @param facts what its placeholders are filled with, but the first: that is the option's name
   */
  public ValueException(String key, Object... facts) {
    super(key);
    this.key = key;
    this.facts = List.of(facts);
  }

  Problem.Usage of(String option) {
    return new Problem.Usage(key, Stream.concat(Stream.of(option), facts.stream()).toList());
  }
}
