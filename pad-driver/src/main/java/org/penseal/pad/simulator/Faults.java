// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.time.Duration;
import java.util.Map;
import org.penseal.pad.simulator.firmware.Carrier.Damage;
import org.penseal.pad.simulator.stu.Quirks;

/**
 * What a simulated pad does wrong: on its way to the host, or in the pad itself.
 *
 * @param line what happens to its reports
 * @param firmware what it does
 */
public record Faults(Line line, Quirks firmware) {

  /**
   * What happens on the way. Pen reports are counted from 1 since the latest capture began; 0 means
   * never.
   *
   * @param loseReport this report is counted (by the chip too) but never sent
   * @param injectAfter after this report one follows that the chip knows nothing of
   * @param unplugAt the pad is unplugged when the host has taken this report
   * @param damagedReport this report suffers the damage
   * @param damage what happens to it
   * @param unplugAtByte after this many more bytes on the serial line the pad is unplugged
   */
  public record Line(
      int loseReport,
      int injectAfter,
      int unplugAt,
      int damagedReport,
      Damage damage,
      long unplugAtByte) {
    private static final Line SOUND = new Line(0, 0, 0, 0, Damage.NONE, 0);
  }

  private static Faults of(Line line) {
    return new Faults(line, Quirks.NONE);
  }

  private static Faults of(Quirks firmware) {
    return new Faults(Line.SOUND, firmware);
  }

  /** A pad that does everything right. */
  public static Faults none() {
    return of(Line.SOUND);
  }

  /** Loses one report. */
  public static Faults losing(int report) {
    return of(new Line(report, 0, 0, 0, Damage.NONE, 0));
  }

  /** Has one report too many. */
  public static Faults injectingAfter(int report) {
    return of(new Line(0, report, 0, 0, Damage.NONE, 0));
  }

  /** Is unplugged in the middle of the pen's way, when the host has taken so many reports. */
  public static Faults unpluggedAt(int report) {
    return of(new Line(0, 0, report, 0, Damage.NONE, 0));
  }

  /** Does harm to one report on its way. */
  public static Faults damaging(int report, Damage damage) {
    return of(new Line(0, 0, 0, report, damage, 0));
  }

  /** Is unplugged in the middle of a frame. */
  public static Faults unpluggedAtByte(long bytes) {
    return of(new Line(0, 0, 0, 0, Damage.NONE, bytes));
  }

  /** Shows what the host did not send. */
  public static Faults showingAnotherPicture() {
    return of(new Quirks(true, false, Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of()));
  }

  /** Has stopped answering. */
  public static Faults answeringNothing() {
    return of(new Quirks(false, true, Duration.ZERO, Duration.ZERO, Duration.ZERO, Map.of()));
  }

  /** Has a slow chip. */
  public static Faults slowChip(Duration delay) {
    return of(new Quirks(false, false, delay, Duration.ZERO, Duration.ZERO, Map.of()));
  }

  /** Is busy for a while after the screen was made white. */
  public static Faults clearingSlowly(Duration time) {
    return of(new Quirks(false, false, Duration.ZERO, time, Duration.ZERO, Map.of()));
  }

  /** Takes its time for every report. */
  public static Faults answeringSlowly(Duration time) {
    return of(new Quirks(false, false, Duration.ZERO, Duration.ZERO, time, Map.of()));
  }

  /** Answers something else when it is asked for a report. */
  public static Faults lyingAbout(int report, byte[] answer) {
    return of(
        new Quirks(
            false,
            false,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Map.of(report, answer.clone())));
  }
}
