// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.time.Duration;
import java.util.Map;
import org.penseal.pad.simulator.firmware.Carrier.Damage;

/**
 * What a simulated pad does wrong. Pen reports are counted from 1 since the latest capture began; 0
 * means never.
 *
 * @param loseReport this report is counted (by the chip too) but never sent
 * @param injectAfter after this report one follows on the line that the chip knows nothing of
 * @param unplugAt the pad is unplugged when the host has taken this report
 * @param otherPicture the pad shows another picture than the host sent
 * @param silent the pad takes commands and answers none
 * @param chipDelay every chip command takes this much longer
 * @param damagedReport this report suffers the damage
 * @param damage what happens to it
 * @param unplugAtByte after this many more bytes on the serial line the pad is unplugged
 * @param clearing making the screen white takes this long, in which the pad takes no picture
 * @param answering every report takes this much longer
 * @param lies what the pad answers instead of the truth, by report
 */
public record Faults(
    int loseReport,
    int injectAfter,
    int unplugAt,
    boolean otherPicture,
    boolean silent,
    Duration chipDelay,
    int damagedReport,
    Damage damage,
    long unplugAtByte,
    Duration clearing,
    Duration answering,
    Map<Integer, byte[]> lies) {

  private Faults(
      int loseReport,
      int injectAfter,
      int unplugAt,
      boolean otherPicture,
      boolean silent,
      Duration chipDelay,
      int damagedReport,
      Damage damage,
      long unplugAtByte) {
    this(
        loseReport,
        injectAfter,
        unplugAt,
        otherPicture,
        silent,
        chipDelay,
        damagedReport,
        damage,
        unplugAtByte,
        Duration.ZERO,
        Duration.ZERO,
        Map.of());
  }

  private static Faults firmware(Duration clearing, Duration answering, Map<Integer, byte[]> lies) {
    return new Faults(
        0, 0, 0, false, false, Duration.ZERO, 0, Damage.NONE, 0, clearing, answering, lies);
  }

  /** Is busy for a while after the screen was made white. */
  public static Faults clearingSlowly(Duration time) {
    return firmware(time, Duration.ZERO, Map.of());
  }

  /** Takes its time for every report. */
  public static Faults answeringSlowly(Duration time) {
    return firmware(Duration.ZERO, time, Map.of());
  }

  /** Answers something else when it is asked for a report. */
  public static Faults lyingAbout(int report, byte[] answer) {
    return firmware(Duration.ZERO, Duration.ZERO, Map.of(report, answer.clone()));
  }

  private Faults(
      int loseReport,
      int injectAfter,
      int unplugAt,
      boolean otherPicture,
      boolean silent,
      Duration chipDelay) {
    this(loseReport, injectAfter, unplugAt, otherPicture, silent, chipDelay, 0, Damage.NONE, 0);
  }

  /** A pad that does everything right. */
  public static Faults none() {
    return new Faults(0, 0, 0, false, false, Duration.ZERO);
  }

  /** Loses one report. */
  public static Faults losing(int report) {
    return new Faults(report, 0, 0, false, false, Duration.ZERO);
  }

  /** Has one report too many. */
  public static Faults injectingAfter(int report) {
    return new Faults(0, report, 0, false, false, Duration.ZERO);
  }

  /** Is unplugged in the middle of the pen's way, when the host has taken so many reports. */
  public static Faults unpluggedAt(int report) {
    return new Faults(0, 0, report, false, false, Duration.ZERO);
  }

  /** Shows what the host did not send. */
  public static Faults showingAnotherPicture() {
    return new Faults(0, 0, 0, true, false, Duration.ZERO);
  }

  /** Has stopped answering. */
  public static Faults answeringNothing() {
    return new Faults(0, 0, 0, false, true, Duration.ZERO);
  }

  /** Has a slow chip. */
  public static Faults slowChip(Duration delay) {
    return new Faults(0, 0, 0, false, false, delay);
  }

  /** Does harm to one report on its way. */
  public static Faults damaging(int report, Damage damage) {
    return new Faults(0, 0, 0, false, false, Duration.ZERO, report, damage, 0);
  }

  /** Is unplugged in the middle of a frame. */
  public static Faults unpluggedAtByte(long bytes) {
    return new Faults(0, 0, 0, false, false, Duration.ZERO, 0, Damage.NONE, bytes);
  }
}
