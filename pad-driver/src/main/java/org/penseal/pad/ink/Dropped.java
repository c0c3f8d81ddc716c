// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.Locale;

/** What a file lost, or had changed, on its way into another format. */
public enum Dropped {
  /** Reports with which the pen left. */
  LEAVE_REPORTS,
  /** The way of the pen while it was lifted. */
  HOVER,
  /** Points that were not in the file: a lift after the last contact. */
  ADDED_LIFT,
  /** Report numbers, by which gaps are seen. */
  SEQUENCE,
  /** Switches of the pen besides the tip. */
  BUTTONS,
  /** Pressures are rounded. */
  PRESSURE_ROUNDED,
  /** Positions are rounded. */
  POSITION_ROUNDED,
  /** The ink stands at another place. */
  POSITION_MOVED,
  /** The ink was moved and made smaller to fit, since the file does not say where it stands. */
  POSITION_FITTED,
  /** Times are rounded or put in order. */
  TIME_ROUNDED,
  /** The reading of the pad's clock; times count from the first point. */
  CLOCK,
  /** When the reports came, by the computer's clock. */
  HOST_TIME,
  /** The number of reports that were lost. */
  LOST_REPORTS,
  /** Sizes and resolution of the pad. */
  SPACE,
  /** Azimuth and elevation of the pen. */
  ANGLES,
  /** Channels that ink does not have here, e.g. rotation, speed, temperature. */
  CHANNELS,
  /** Annotations and other words in the file. */
  ANNOTATIONS,
  /** Brushes: colour, width. */
  BRUSHES,
  /** Views: which traces are shown again, as what. */
  VIEWS,
  /** Points of which the file does not say where they are. */
  UNKNOWN_POINTS,
  /** Data of a vendor. */
  EXTENDED_DATA;

  /** Stable name for other programs, e.g. {@code leave-reports}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
