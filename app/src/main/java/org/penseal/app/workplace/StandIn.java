// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

/** What the demo's services and keys stand in for. */
public enum StandIn {
  /** Nothing. */
  NONE,
  /** Services that are not specified: with a simulated pad, or in a requested demonstration. */
  FOR_UNNAMED,
  /** Everything: a demonstration at a workplace that has services of its own. */
  FOR_ALL
}
