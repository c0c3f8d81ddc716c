// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;

/**
 * Where a pad is tested: the pad, who writes on it, its power and the time. Whoever makes it owns
 * the pad.
 */
public interface TestStand {

  /** What the person at the pad is to do in the capture that begins now. */
  enum Act {
    /** Write and press OK. */
    SIGN_AND_OK,
    /** Write and press CLEAR. */
    SIGN_AND_CLEAR,
    /** Press OK before anything is written; then write and press CANCEL. */
    SIGN_AND_CANCEL
  }

  /**
   * The pad, open; after {@link #reopen} and {@link #cyclePower} another one. Its PIN was not
   * verified since then.
   */
  Pad pad();

  /** The right PIN; a fresh copy. */
  byte[] pin();

  /** Tells the person, before the capture begins, what to do in it. */
  void ask(Act act) throws PadException;

  /** Closes the pad and opens it again, which ends its link; the current stays on. */
  void reopen() throws PadException;

  /**
   * Takes the pad's current away and gives it back.
   *
   * @return false when that cannot be done here
   */
  boolean cyclePower() throws PadException;

  /**
   * Lets time pass for the pad.
   *
   * @return false when that cannot be done here
   */
  boolean letPass(Duration time) throws PadException;

  /** Certificates of the device authorities that are trusted; may be empty. */
  List<X509Certificate> anchors();

  /** Whether the PIN may be blocked, which makes the chip useless until it is unblocked. */
  boolean mayBlockPin();
}
