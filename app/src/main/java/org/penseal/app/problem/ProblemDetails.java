// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import org.penseal.app.text.Masks;

/**
 * The technical side of a failure as text to be sent to somebody. Has no personal data: messages of
 * foreign exceptions, which may hold some, are left out, and numbers in names of files are masked.
 */
public final class ProblemDetails {
  private static final int MOST_FRAMES = 30;
  private static final int MOST_CAUSES = 5;

  private ProblemDetails() {}

  /**
   * @param program name and version
   */
  public static String of(Throwable failure, String program) {
    Problem problem = Problems.of(failure);
    StringBuilder text = new StringBuilder();
    text.append(program).append('\n');
    text.append("code ").append(problem.code()).append(" (").append(problem.exit()).append(")\n");
    text.append("Java ").append(Runtime.version()).append(", ");
    text.append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version"));
    text.append('\n');
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      append(text, cause);
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Throwable cause) {
    String type = cause.getClass().getName();
    text.append(type);
    if (type.startsWith("org.penseal.")) {
      text.append(": ").append(Masks.numbers(String.valueOf(cause.getMessage())));
    }
    text.append('\n');
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      text.append("  at ").append(frames[i]).append('\n');
    }
  }
}
