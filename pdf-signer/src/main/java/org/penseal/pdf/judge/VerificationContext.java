// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.trust.revocation.ProvenData;
import org.penseal.trust.revocation.ValidationData;

/**
 * What is known about a signature besides the signature itself.
 *
 * @param now the time of verification
 * @param data validation data, with the times that good document time-stamps prove
 * @param shield the oldest good document time-stamp over the signature
 * @param lasting the part of the data that intact document time-stamps cover, whether they are
 *     trusted or not; what makes a file long-term with time (PAdES B-LTA)
 */
public record VerificationContext(
    Instant now, ProvenData data, Optional<Shield> shield, ProvenData lasting) {
  /**
   * A good document time-stamp.
   *
   * @param time what it proves
   * @param latest the latest time that it can mean
   * @param tsa common name of the TSA's certificate
   * @param demo whether the TSA's chain carries the demo policy
   * @param covered whether the TSA's own chain is covered by data in the file
   */
  public record Shield(Instant time, Instant latest, String tsa, boolean demo, boolean covered) {}

  /** Nothing but the signature. */
  public static VerificationContext alone(Instant now) {
    return of(now, ValidationData.NONE);
  }

  /** The signature and data that nothing protects. */
  public static VerificationContext of(Instant now, ValidationData data) {
    return new VerificationContext(
        now, ProvenData.unprotected(data, now), Optional.empty(), new ProvenData(List.of()));
  }

  /**
   * The latest time at which the signature can have been made, by other evidence; else the time of
   * verification.
   */
  Instant proven() {
    return shield.map(Shield::latest).orElse(now);
  }
}
