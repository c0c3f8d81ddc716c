// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance;

import java.util.List;
import org.penseal.pad.conformance.Finding.Outcome;

/**
 * What a run found.
 *
 * @param findings one for each {@link Check}, in their order
 */
public record ConformanceReport(List<Finding> findings) {

  /** Copies the list. */
  public ConformanceReport {
    findings = List.copyOf(findings);
  }

  /** How many checks came out so. */
  public long count(Outcome outcome) {
    return findings.stream().filter(f -> f.outcome() == outcome).count();
  }

  /**
   * Failed when one check failed, else cannot say when one could not be tried, else passed; what
   * was left out on purpose does not count.
   */
  public Outcome verdict() {
    if (count(Outcome.FAIL) > 0) {
      return Outcome.FAIL;
    }
    return count(Outcome.CANNOT_SAY) > 0 ? Outcome.CANNOT_SAY : Outcome.PASS;
  }
}
