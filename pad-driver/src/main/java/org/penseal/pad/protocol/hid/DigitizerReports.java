// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol.hid;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.protocol.PenMessage;

/**
 * The pen reports of any HID digitizer, as its report descriptor says they are (HID Usage Tables,
 * page 0D): x, y and tip switch, and when there are any, in range and tip pressure.
 */
public final class DigitizerReports implements PenMessage.Parser {
  private static final int DIGITIZER = 0x0D0001;
  private static final int PEN = 0x0D0002;
  private static final int X = 0x010030;
  private static final int Y = 0x010031;
  private static final int PRESSURE = 0x0D0030;
  private static final int IN_RANGE = 0x0D0032;
  private static final int TIP = 0x0D0042;

  private static final double LEAST_MM = 10;
  private static final double MOST_MM = 2000;
  private static final int MOST_UNITS = 0xFFFF;
  private static final int MOST_PRESSURE = 4095;

  private final int reportId;
  private final int bytes;
  private final InputField x;
  private final InputField y;
  private final InputField tip;
  private final @Nullable InputField pressure;
  private final @Nullable InputField inRange;
  private final PadModel.Tablet tablet;

  private DigitizerReports(
      int reportId, int bytes, Map<Integer, InputField> fields, PadModel.Tablet tablet) {
    this.reportId = reportId;
    this.bytes = bytes;
    this.x = field(fields, X);
    this.y = field(fields, Y);
    this.tip = field(fields, TIP);
    this.pressure = fields.get(PRESSURE);
    this.inRange = fields.get(IN_RANGE);
    this.tablet = tablet;
  }

  /**
   * The pen reports that a descriptor describes.
   *
   * @param usualUnitsPerMm resolution of a device that does not tell its own
   * @throws PadException.Malformed when the descriptor has no pen, or says what cannot be
   */
  public static DigitizerReports of(byte[] descriptor, double usualUnitsPerMm)
      throws PadException.Malformed {
    Map<Integer, List<InputField>> pens =
        ReportDescriptor.inputs(descriptor).stream()
            .filter(f -> f.application() == PEN || f.application() == DIGITIZER)
            .collect(Collectors.groupingBy(InputField::reportId));
    for (Map.Entry<Integer, List<InputField>> pen : pens.entrySet()) {
      Map<Integer, InputField> fields =
          pen.getValue().stream()
              .collect(Collectors.toMap(InputField::usage, f -> f, (first, again) -> first));
      if (fields.containsKey(X) && fields.containsKey(Y) && fields.containsKey(TIP)) {
        int bytes = ReportDescriptor.bytesOf(pen.getValue());
        PadModel.Tablet tablet = tablet(fields, usualUnitsPerMm);
        return new DigitizerReports(pen.getKey(), bytes, fields, tablet);
      }
    }
    throw malformed();
  }

  private static InputField field(Map<Integer, InputField> fields, int usage) {
    return Objects.requireNonNull(fields.get(usage));
  }

  private static PadException.Malformed malformed() {
    return new PadException.Malformed("report descriptor of a digitizer", null);
  }

  private static PadModel.Tablet tablet(Map<Integer, InputField> fields, double usual)
      throws PadException.Malformed {
    InputField x = field(fields, X);
    InputField y = field(fields, Y);
    long rawX = span(x);
    long rawY = span(y);
    double widthMm = length(x, rawX, usual);
    double heightMm = length(y, rawY, usual);
    // The finer direction gives the unit of both, as far as a sample can hold it.
    double unitsPerMm = Math.max(rawX / widthMm, rawY / heightMm);
    unitsPerMm = Math.min(unitsPerMm, MOST_UNITS / Math.max(widthMm, heightMm));
    Optional<InputField> pressure = Optional.ofNullable(fields.get(PRESSURE));
    long levels = pressure.isPresent() ? span(pressure.get()) : 1;
    return new PadModel.Tablet(
        0,
        0,
        (int) Math.max(1, Math.round(widthMm * unitsPerMm)),
        (int) Math.max(1, Math.round(heightMm * unitsPerMm)),
        (int) Math.min(levels, MOST_PRESSURE),
        unitsPerMm,
        Math.toIntExact(rawX),
        Math.toIntExact(rawY));
  }

  private static long span(InputField field) throws PadException.Malformed {
    long span = field.logicalMax() - field.logicalMin();
    boolean fits = field.size() == 32 || field.logicalMax() < 1L << field.size();
    if (span < 1 || span > Integer.MAX_VALUE || !fits) {
      throw malformed();
    }
    return span;
  }

  private static double length(InputField field, long span, double usual)
      throws PadException.Malformed {
    double told = field.range().lengthMm();
    double mm = field.range().unit() == 0 ? span / usual : told;
    if (!(mm >= LEAST_MM) || mm > MOST_MM) {
      throw malformed();
    }
    return mm;
  }

  /** The digitizer by its own numbers. */
  public PadModel.Tablet tablet() {
    return tablet;
  }

  @Override
  public PenMessage accept(byte[] report) {
    int from = reportId == 0 ? 0 : 1;
    if (report.length == 0 || (reportId != 0 && (report[0] & 0xFF) != reportId)) {
      return new PenMessage.Nothing();
    }
    if (report.length < from + bytes) {
      return new PenMessage.Broken();
    }
    if (inRange != null && inRange.value(report, from) == 0) {
      return new PenMessage.Left();
    }
    long rawX = x.value(report, from);
    long rawY = y.value(report, from);
    if (outside(x, rawX) || outside(y, rawY)) {
      // A value out of its range is no value (HID 1.11, 5.10).
      return new PenMessage.Nothing();
    }
    boolean touches = tip.value(report, from) != 0;
    return new PenMessage.Position(
        tablet.x((int) (rawX - x.logicalMin())),
        tablet.y((int) (rawY - y.logicalMin())),
        touches ? pressure(report, from) : 0,
        touches);
  }

  private static boolean outside(InputField field, long value) {
    return value < field.logicalMin() || value > field.logicalMax();
  }

  private int pressure(byte[] report, int from) {
    InputField field = pressure;
    if (field == null) {
      return 1;
    }
    double part =
        (double) (field.value(report, from) - field.logicalMin())
            / (field.logicalMax() - field.logicalMin());
    return (int) Math.round(Math.clamp(part, 0, 1) * tablet.maxPressure());
  }
}
