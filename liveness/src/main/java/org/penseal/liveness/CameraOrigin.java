// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * Where a camera's pictures come from, as far as this computer can know. Decided where the camera
 * is opened, by what it is; callers cannot set it.
 */
public enum CameraOrigin {
  /**
   * A camera of the system's own. A program that gives itself out for one may not be told from it.
   */
  DEVICE,
  /** Files that were recorded earlier. */
  RECORDED,
  /** Rendered, or said by its own label to show nobody living; also a camera that is a program. */
  SIMULATED,
  /** The system does not tell what it is. */
  UNKNOWN
}
