// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/** What an open pad tells its owner, in order; see {@link Pad#next}. */
public sealed interface PadEvent {

  /**
   * A pen report during a capture, for drawing. The ink that is signed comes from {@link
   * Pad#stopCapture}, not from these.
   *
   * @param sample the report
   */
  record Pen(PenSample sample) implements PadEvent {}

  /**
   * A button on the pad's screen was pressed and released; the reports end here until {@link
   * Pad#restartCapture}.
   *
   * @param button which one
   */
  record Pressed(PadButton button) implements PadEvent {}

  /** The pad was unplugged or its line broke; nothing follows. */
  record Gone() implements PadEvent {}
}
