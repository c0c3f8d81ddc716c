// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.core.Context;

/** Lines of a log, without control characters that could affect a terminal. */
final class LogLines {
  private static final String WORDS =
      " %-5level %logger{20} %replace(%msg%n%ex){'[\\p{Cc}\\p{Cf}&&[^\\n\\t]]', '?'}%nopex";

  private LogLines() {}

  /**
   * Writes them.
   *
   * @param time pattern of the time, as in java.time
   */
  static PatternLayoutEncoder of(Context context, String time) {
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(context);
    lines.setPattern("%d{" + time + "}" + WORDS);
    lines.start();
    return lines;
  }
}
