// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.ArrayList;
import java.util.List;

/**
 * The handwriting of one capture as the pad reported it: raw values, hover and leave reports
 * included.
 *
 * <p>A touch on one of the pad's buttons is part of the reports too; {@link
 * PadLayout#handwriting(Ink)} leaves it out.
 *
 * @param space the space of the raw values
 * @param samples every pen report since the capture began, in the order of arrival
 * @param lostReports reports that never came, by the sequence numbers of the device, or that came
 *     broken
 */
public record Ink(Space space, List<PenSample> samples, long lostReports) {

  /** Who counted the time and the sequence of the samples. */
  public enum Counters {
    /** The device: a report that is missing leaves a gap in the sequence. */
    DEVICE,
    /**
     * The host, by when each report arrived: the device says nothing of either. A report that never
     * came leaves no gap then, and only broken ones count as lost.
     */
    HOST
  }

  /**
   * Space of raw pen values: origin upper left, x right, y down.
   *
   * @param minX x at the left edge in tablet units, 0 for most pads
   * @param minY y at the upper edge in tablet units, 0 for most pads
   * @param maxX largest x in tablet units
   * @param maxY largest y in tablet units
   * @param maxPressure largest pressure
   * @param unitsPerMm tablet units in one millimetre
   * @param counters who counted time and sequence
   */
  public record Space(
      int minX,
      int minY,
      int maxX,
      int maxY,
      int maxPressure,
      double unitsPerMm,
      Counters counters) {

    /** A space that begins at 0, of a device that counts. */
    public Space(int maxX, int maxY, int maxPressure, double unitsPerMm) {
      this(0, 0, maxX, maxY, maxPressure, unitsPerMm, Counters.DEVICE);
    }

    /** Checks that every size is positive. */
    public Space {
      if (minX < 0 || minY < 0 || maxX <= minX || maxY <= minY) {
        throw new IllegalArgumentException("ink space with impossible sizes");
      }
      if (maxPressure <= 0 || !(unitsPerMm > 0)) {
        throw new IllegalArgumentException("ink space with impossible pressure or units");
      }
    }

    /** Width of the space in millimetres. */
    public double widthMm() {
      return (maxX - minX) / unitsPerMm;
    }

    /** Height of the space in millimetres. */
    public double heightMm() {
      return (maxY - minY) / unitsPerMm;
    }

    /** Millimetres from the left edge to the sample. */
    public double xMm(PenSample sample) {
      return (sample.x() - minX) / unitsPerMm;
    }

    /** Millimetres from the upper edge to the sample. */
    public double yMm(PenSample sample) {
      return (sample.y() - minY) / unitsPerMm;
    }
  }

  /** Copies the samples. */
  public Ink {
    samples = List.copyOf(samples);
    if (lostReports < 0) {
      throw new IllegalArgumentException("lost reports cannot be negative");
    }
  }

  /** The touches of the pen, in order; empty when the pen only hovered. */
  public List<Stroke> strokes() {
    List<Stroke> strokes = new ArrayList<>();
    List<PenSample> touch = new ArrayList<>();
    for (PenSample sample : samples) {
      if (sample.touching()) {
        touch.add(sample);
      } else if (!touch.isEmpty()) {
        strokes.add(new Stroke(touch));
        touch.clear();
      }
    }
    if (!touch.isEmpty()) {
      strokes.add(new Stroke(touch));
    }
    return List.copyOf(strokes);
  }

  /** Time from the first contact to the last, in milliseconds; 0 without strokes. */
  public long durationMs() {
    List<Stroke> strokes = strokes();
    return strokes.isEmpty()
        ? 0
        : strokes.getLast().last().timeMs() - strokes.getFirst().first().timeMs();
  }

  /** Whether the pen never touched. */
  public boolean isBlank() {
    return samples.stream().noneMatch(PenSample::touching);
  }

  /**
   * The same reports with counters that begin within their 16 bits, as if the pad had been opened
   * just before: whenever the same reports come, this gives the same ink.
   */
  public Ink fromItsBeginning() {
    if (samples.isEmpty()) {
      return this;
    }
    long wrappedMs = samples.getFirst().timeMs() & ~0xFFFFL;
    long wrapped = samples.getFirst().sequence() & ~0xFFFFL;
    if (wrappedMs == 0 && wrapped == 0) {
      return this;
    }
    List<PenSample> moved = new ArrayList<>(samples.size());
    for (PenSample s : samples) {
      moved.add(
          new PenSample(
              s.x(),
              s.y(),
              s.pressure(),
              s.near(),
              s.buttons(),
              Math.max(s.timeMs() - wrappedMs, s.timeMs() & 0xFFFF),
              Math.max(s.sequence() - wrapped, s.sequence() & 0xFFFF),
              s.hostNanos()));
    }
    return new Ink(space, moved, lostReports);
  }

  /**
   * This ink, when every report came.
   *
   * @throws PadException.ReportsLost when at least one report is missing
   */
  public Ink requireComplete() throws PadException.ReportsLost {
    if (lostReports > 0) {
      throw new PadException.ReportsLost(lostReports);
    }
    return this;
  }
}
