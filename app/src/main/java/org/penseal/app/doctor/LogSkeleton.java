// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A log without its messages: when, how grave, who wrote, which exception, where in the code. A
 * message may name a file after a person; none of these can.
 */
final class LogSkeleton {
  private static final Pattern HEAD =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d)) "
              + "(ERROR|WARN|INFO|DEBUG|TRACE) +"
              + "((?:[a-z][a-z0-9]{0,20}\\.){1,12}[A-Za-z0-9$]{1,60}) .*");
  // An exception by its name; those of this program are nested in the one of their subject.
  private static final String CLASS =
      "((?:[a-z][a-z0-9]*\\.){1,12}[A-Z][A-Za-z0-9$]{0,80}(?:Exception|Error|Throwable)"
          + "|org\\.penseal\\.(?:[a-z][a-z0-9]*\\.){0,10}[A-Z][A-Za-z0-9]{0,60}Exception"
          + "\\$[A-Z][A-Za-z0-9]{0,60})(?::.*)?";
  private static final Pattern THROWN = Pattern.compile(CLASS);
  private static final Pattern CAUSE = Pattern.compile("\\s*(Caused by: |Suppressed: )" + CLASS);
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s+at ((?:[a-z][a-z0-9.]*(?:@[0-9.]+)?/)?"
              + "(?:[a-z][a-z0-9_]*\\.){1,12}[A-Za-z0-9_$.]{1,120}"
              + "(?:\\.<init>|\\.<clinit>)?\\((?:[A-Za-z0-9_$]{1,80}\\.java:\\d{1,6}|Native Method"
              + "|Unknown Source)\\)).*");

  private boolean isAfterHead;

  private LogSkeleton() {}

  /** What is left of the lines, which are to be in order and from the beginning of an entry. */
  static List<String> of(Stream<String> lines) {
    LogSkeleton skeleton = new LogSkeleton();
    return lines.sequential().map(skeleton::line).flatMap(Optional::stream).toList();
  }

  private Optional<String> line(String line) {
    boolean afterHead = isAfterHead;
    Matcher head = HEAD.matcher(line);
    isAfterHead = head.matches();
    if (isAfterHead) {
      return Optional.of(head.group(1) + " " + head.group(2) + " " + head.group(3));
    }
    Matcher frame = FRAME.matcher(line);
    if (frame.matches()) {
      return Optional.of("\tat " + frame.group(1));
    }
    Matcher cause = CAUSE.matcher(line);
    if (cause.matches()) {
      return Optional.of(cause.group(1) + cause.group(2));
    }
    // Elsewhere it is a line of a message that only looks so.
    Matcher thrown = THROWN.matcher(line);
    return afterHead && thrown.matches() ? Optional.of(thrown.group(1)) : Optional.empty();
  }
}
