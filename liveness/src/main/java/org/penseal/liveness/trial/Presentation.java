// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.LivenessException;

/**
 * One clip that is shown to the check.
 *
 * @param name says its parameters
 * @param kind what it is in truth
 * @param half which half it belongs to
 * @param challenges what is asked
 * @param source opens the clip anew
 */
public record Presentation(
    String name, Kind kind, DataSplit half, List<Challenge> challenges, Source source) {

  /** Opens a clip; the caller closes it. */
  @FunctionalInterface
  public interface Source {
    /** Opens it. */
    Camera open() throws LivenessException;
  }
}
