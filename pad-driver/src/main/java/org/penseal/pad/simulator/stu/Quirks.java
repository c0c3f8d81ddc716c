// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.time.Duration;
import java.util.Map;

/**
 * What the firmware of a simulated STU pad does wrong.
 *
 * @param otherPicture it shows another picture than the host sent
 * @param silent it takes commands and answers none
 * @param chipDelay every chip command takes this much longer
 * @param clearing making the screen white takes this long, in state Image
 * @param answering every report takes this much longer
 * @param lies what it answers instead of the truth, by report
 */
public record Quirks(
    boolean otherPicture,
    boolean silent,
    Duration chipDelay,
    Duration clearing,
    Duration answering,
    Map<Integer, byte[]> lies) {
  /** Does everything right. */
  public static final Quirks NONE =
      new Quirks(false, false, Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of());
}
