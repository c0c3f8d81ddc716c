// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

/** Told at every step of a case; a window shows progress by it, the crash test stops there. */
@FunctionalInterface
public interface Checkpoint {
  /** Does nothing. */
  Checkpoint NONE = step -> {};

  /**
   * A step was reached.
   *
   * @param step name of the step, for example {@code signed:kept}
   */
  void reached(String step);
}
