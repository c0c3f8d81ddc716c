// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import org.penseal.app.store.StoreException;
import org.penseal.liveness.Frame;

/** The portraits of cases before this one. */
@FunctionalInterface
public interface EarlierPortraits {
  /**
   * Whether one of them is all but the same picture.
   *
   * @throws StoreException if the archive cannot be read
   */
  boolean hasLike(Frame portrait) throws StoreException;
}
