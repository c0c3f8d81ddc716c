// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One command in this process, with what it printed.
 *
 * @param exit exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandLineRun(int exit, String out, String err) {

  /** Runs it. */
  public static CommandLineRun of(Object... words) {
    return by(PenSeal::run, words);
  }

  /** Runs it another way than the program does. */
  static synchronized CommandLineRun by(ToIntFunction<String[]> way, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      String[] arguments = List.of(words).stream().map(Object::toString).toArray(String[]::new);
      int exit = way.applyAsInt(arguments);
      return new CommandLineRun(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }

  /** The stable code of the problem that was printed last, or an empty text. */
  public String code() {
    int start = err.lastIndexOf("[");
    int end = err.indexOf(']', Math.max(start, 0));
    return start < 0 || end < 0 ? "" : err.substring(start + 1, end);
  }
}
