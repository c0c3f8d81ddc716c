// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.time.LocalDate;
import java.util.Optional;

/** From when on cases are listed. */
public enum Period {
  /** Of today. */
  TODAY(0),
  /** Of the last seven days. */
  WEEK(6),
  /** Of the last thirty days. */
  MONTH(29),
  /** All. */
  ALL(-1);

  private final int daysBack;

  Period(int daysBack) {
    this.daysBack = daysBack;
  }

  /** Its first day, if it has one. */
  public Optional<LocalDate> from(LocalDate today) {
    return daysBack < 0 ? Optional.empty() : Optional.of(today.minusDays(daysBack));
  }
}
