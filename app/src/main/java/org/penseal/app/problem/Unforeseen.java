// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A failure that nobody foresaw: gets a short code by which two reports of it can be matched. */
final class Unforeseen {
  private Unforeseen() {}

  static Problem of(Throwable failure) {
    return Problem.of("unforeseen", Problem.INTERNAL, code(failure));
  }

  // From the kind of failure and where in our code it arose, not from the message: that may hold
  // personal data and differs from case to case.
  private static String code(Throwable failure) {
    StringBuilder path = new StringBuilder(failure.getClass().getName());
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith("org.penseal")) {
        path.append('|').append(frame.getClassName()).append('.').append(frame.getMethodName());
      }
    }
    CRC32 sum = new CRC32();
    sum.update(path.toString().getBytes(StandardCharsets.UTF_8));
    return "%08X".formatted(sum.getValue());
  }
}
