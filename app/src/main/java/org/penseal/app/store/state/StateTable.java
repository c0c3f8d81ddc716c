// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store.state;

import java.util.List;

/**
 * Which state of a case follows which. From {@code OPENED} to {@code ARCHIVED} each follows the one
 * before it and no other. Before {@code SIGNED} a case may be cancelled; before {@code ARCHIVED} it
 * may be abandoned, which from {@code SIGNED} on only a restart does, where the signature is of no
 * use.
 */
public final class StateTable {
  /** The signed file is in its place. */
  public static final String ARCHIVED = "ARCHIVED";

  /** Ended before the signature. */
  public static final String CANCELLED = "CANCELLED";

  /** Found unfinished by a restart, and of no use. */
  public static final String ABANDONED = "ABANDONED";

  /** The states of a case that comes to its end, in their order. */
  public static final List<String> COURSE =
      List.of(
          "OPENED",
          "CONSENTED",
          "IDENTIFIED",
          "SHOWN",
          "CAPTURED",
          "FROZEN",
          "PROBED",
          "KEYED",
          "CERTIFIED",
          "SIGNED",
          "STAMPED",
          ARCHIVED);

  private StateTable() {}

  /**
   * Whether a case may go from one state to another.
   *
   * @param from empty for a case that begins
   */
  public static boolean allows(String from, String to) {
    int place = COURSE.indexOf(from);
    return switch (to) {
      case CANCELLED -> place >= 0 && place < COURSE.indexOf("SIGNED");
      case ABANDONED -> place >= 0 && place < COURSE.indexOf(ARCHIVED);
      default -> (place >= 0 || from.isEmpty()) && COURSE.indexOf(to) == place + 1;
    };
  }

  /** Whether nothing more can happen to a case in this state. */
  public static boolean isOver(String state) {
    return state.equals(ARCHIVED) || state.equals(CANCELLED) || state.equals(ABANDONED);
  }
}
