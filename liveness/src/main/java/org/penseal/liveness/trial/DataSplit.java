// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.trial;

import java.util.Locale;

/** The two halves of the parameters: limits are set on one and figures reported on the other. */
public enum DataSplit {
  /** Limits may be set on these clips; figures on them are too good. */
  SETTING,
  /** Never looked at while limits were set. */
  REPORTING;

  /** The word of the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
