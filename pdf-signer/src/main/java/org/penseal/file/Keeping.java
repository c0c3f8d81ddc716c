// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

/** What becomes of an output once it is there. */
public enum Keeping {
  /** It stays: it is forced to the disk, with its folder, before anybody is told. */
  DURABLE,
  /** It is read and removed at once, as the answer to a call is; a loss of power may take it. */
  PASSING
}
