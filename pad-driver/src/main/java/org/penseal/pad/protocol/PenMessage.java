// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PadButton;

/** What one report of a pad says that counts neither time nor reports. */
public sealed interface PenMessage {

  /**
   * The pen is near.
   *
   * @param x tablet units
   * @param y tablet units
   * @param pressure 0..4095
   * @param touching whether the tip touches
   */
  record Position(int x, int y, int pressure, boolean touching) implements PenMessage {}

  /** The pen has left. */
  record Left() implements PenMessage {}

  /**
   * A key of the pad's own was pressed.
   *
   * @param button what it stands for
   */
  record Key(PadButton button) implements PenMessage {}

  /**
   * Something that is not of the pen.
   *
   * @param about which answer it is, by the family's own number
   */
  record Answer(int about) implements PenMessage {}

  /** Bytes that are no report of this family; a report was lost with them. */
  record Broken() implements PenMessage {}

  /** A report that carries nothing, such as one of a type that is reserved. */
  record Nothing() implements PenMessage {}

  /** Reads the reports of one device in the order in which they come; keeps state between them. */
  @FunctionalInterface
  interface Parser {
    /** What the report says; never throws. */
    PenMessage accept(byte[] report);
  }
}
