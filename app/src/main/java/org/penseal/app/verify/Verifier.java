// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.time.Duration;
import java.util.Optional;
import org.penseal.refusal.SigningException;

/**
 * Makes verifications with whom is trusted, and who is asked about revocation, at the moment: both
 * may change while the window is open. May be shared between threads.
 */
public interface Verifier {
  /**
   * A verification as of now.
   *
   * @param keys what opens the ink, if it is to be opened
   * @throws SigningException if a root or a revocation list cannot be read
   */
  Verification now(Optional<InkKeys> keys) throws SigningException;

  /** What asking about revocation adds to the time that a file may take. */
  Duration patience();
}
