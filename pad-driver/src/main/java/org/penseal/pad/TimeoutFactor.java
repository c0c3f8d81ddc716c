// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.time.Duration;

/**
 * How long devices are waited for. The time-outs are right for a desk; on a machine that is busy
 * with other work, as when tests run side by side, {@code -Dpenseal.timeout.factor=N} makes all of
 * them N times as long.
 */
public final class TimeoutFactor {
  /** The property; a whole number from 1 to 20, anything else counts as 1. */
  public static final String PROPERTY = "penseal.timeout.factor";

  private static final int MOST = 20;
  private static final int TIMES = times(System.getProperty(PROPERTY, ""));

  private TimeoutFactor() {}

  /** A usual time-out, lengthened. */
  public static Duration on(Duration usual) {
    return usual.multipliedBy(TIMES);
  }

  static int times(String property) {
    return property.matches("[1-9][0-9]?") && Integer.parseInt(property) <= MOST
        ? Integer.parseInt(property)
        : 1;
  }
}
