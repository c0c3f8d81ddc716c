// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

/** What is leafed through. For one thread. */
public interface Leaves {
  /** How many pages there are, at least 1. */
  int count();

  /**
   * A page in parts; waits until it is drawn, at most half a minute.
   *
   * @param page from 1
   */
  LeafSheet sheet(int page) throws InterruptedException;

  /** This page may be wanted next; returns at once. */
  default void ahead(int page) {}
}
