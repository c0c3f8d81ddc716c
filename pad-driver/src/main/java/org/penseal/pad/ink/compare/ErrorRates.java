// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import java.util.List;

/**
 * Error rates of the indicator as they were measured with this method on 30 writers of the data set
 * MCYT-100 (600 genuine signatures, 750 practised and 870 to 2970 random forgeries), one threshold
 * for all, set on the same scores and so on the good side. They are not measured by this program on
 * the pad at hand.
 *
 * @param references how many references
 * @param practisedEer equal error rate against practised imitations, 0 to 1
 * @param otherWriterEer equal error rate against the signatures of other people, 0 to 1
 * @param points rates at three settings
 */
public record ErrorRates(
    int references, double practisedEer, double otherWriterEer, List<OperatingPoint> points) {

  /** Data the rates were measured on. */
  public static final String DATA = "MCYT-100, 30 writers";

  /**
   * Rates at one setting.
   *
   * @param practisedAccepted part of the practised imitations that pass
   * @param genuineRefused part of the genuine writings that do not
   */
  public record OperatingPoint(double practisedAccepted, double genuineRefused) {}

  /** The rates for a number of references, 1 to 5; four have those of three. */
  public static ErrorRates of(int references) {
    return switch (references) {
      case 1 -> rates(1, 0.088, 0.009, 0.358, 0.130, 0.082);
      case 2 -> rates(2, 0.065, 0.007, 0.305, 0.093, 0.040);
      case 3, 4 -> rates(3, 0.053, 0.003, 0.175, 0.073, 0.035);
      case 5 -> rates(5, 0.045, 0.005, 0.108, 0.042, 0.023);
      default -> throw new IllegalArgumentException("one to five references");
    };
  }

  private static ErrorRates rates(
      int references, double practised, double other, double at1, double at5, double at10) {
    return new ErrorRates(
        references,
        practised,
        other,
        List.of(
            new OperatingPoint(0.01, at1),
            new OperatingPoint(0.05, at5),
            new OperatingPoint(0.10, at10)));
  }
}
