// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

/** A service that a case needs and that must be specified. */
public enum Service {
  /** Issues event certificates. */
  CA,
  /** Stamps signatures. */
  TSA,
  /** Knows people. */
  AUTHORITY,
  /** Has the key for which the ink is sealed. */
  ESCROW,
  /** The workplace itself: has the key that signs statements for pads without a chip. */
  STATION
}
