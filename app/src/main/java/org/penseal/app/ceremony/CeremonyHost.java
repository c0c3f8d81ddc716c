// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.util.List;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.liveness.check.LivenessObserver;
import org.penseal.pad.Pad;

/**
 * Who leads the signer through a ceremony: the window, which asks a person, or the command line,
 * which has been told beforehand. Called on the ceremony's thread and may block it.
 */
public interface CeremonyHost {
  /** Whether the signer consents to this text. */
  boolean consents(String text);

  /**
   * The question that {@link #consents} asks next is also shown on the pad and answered there.
   *
   * @param text what is asked
   */
  default void asksOnPad(String text) {}

  /**
   * The signer answered on the pad; {@link #consents}, which another thread waits in, returns this.
   */
  default void consented(boolean agreed) {}

  /**
   * Whether consent and document stand on a screen before the signer; otherwise the operator says
   * that they were shown.
   */
  boolean shows();

  /**
   * Shows the document, on a screen or not at all.
   *
   * @param pages how many pages it has, 0 for data
   * @return the pages that were seen, from 1; empty for data, and where nothing was shown
   */
  List<Integer> showDocument(int pages);

  /** The case has reached a state. */
  void reached(CaseState state);

  /** Who watches the pad. */
  default InkWatcher ink() {
    return InkWatcher.NONE;
  }

  /** The pad was unplugged while the signer wrote; the case waits for it. */
  default void padGone() {}

  /**
   * The pad is there again, and what was under way is begun anew.
   *
   * @param pad as it is open now
   */
  default void padBack(Pad pad) {}

  /**
   * The evidence is about to be frozen.
   *
   * @throws CaseException if the case must not go on: the last moment at which it ends without one
   */
  default void freezes() throws CaseException {}

  /** Who watches the liveness check. */
  default LivenessObserver liveness() {
    return LivenessObserver.NONE;
  }
}
