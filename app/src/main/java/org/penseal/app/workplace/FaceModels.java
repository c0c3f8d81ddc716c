// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import org.penseal.liveness.LivenessException;
import org.penseal.liveness.check.FaceToId;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;

/** Face models and their thresholds, loaded when first asked for. */
public interface FaceModels {
  /** The face models. */
  ModelFiles models() throws LivenessException;

  /** Compares faces. */
  FaceToId faces() throws LivenessException;

  /** The thresholds of the face checks. */
  Thresholds thresholds() throws LivenessException;
}
