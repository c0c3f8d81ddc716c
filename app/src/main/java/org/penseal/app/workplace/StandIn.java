// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

/** What the demo's services and keys stand in for. */
public enum StandIn {
  /** Nothing. */
  NONE,
  /** What nobody named: a simulated pad, or a demonstration that was asked for. */
  FOR_UNNAMED,
  /** Everything: a demonstration at a workplace that has services of its own. */
  FOR_ALL
}
