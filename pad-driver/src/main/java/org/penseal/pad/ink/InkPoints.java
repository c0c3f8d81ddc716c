// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PenSample;

/**
 * Gathers the points of a file in millimetres and makes them ink: in the space that the file
 * states, else in the one asked for, else in one that is as large as the ink. Not safe for use by
 * several threads.
 */
public final class InkPoints {
  private static final int MAX_POINTS = 1_000_000;
  private static final double MARGIN_MM = 1;
  private static final int MAX_COORDINATE = 0xFFFF;

  /** Pressure of a touch of which none is said. */
  private static final double UNSAID = 0.5;

  // What the digits of a file leave open: these are no losses.
  private static final double NEGLIGIBLE_MS = 1e-3;
  private static final double NEGLIGIBLE_UNITS = 0.1;
  private static final double NEGLIGIBLE_PRESSURE = 1e-4;

  private enum State {
    TOUCHES,
    HOVERS,
    LEAVES
  }

  private record Point(
      State state, double xMm, double yMm, double pressure, double timeMs, double az, double el) {}

  private final String format;
  private final List<Point> points = new ArrayList<>();
  private final EnumSet<Dropped> dropped = EnumSet.noneOf(Dropped.class);
  private double azimuth = Double.NaN;
  private double elevation = Double.NaN;
  private boolean angles;

  /**
   * Begins without points.
   *
   * @param format name of the file's format, for errors
   */
  public InkPoints(String format) {
    this.format = format;
  }

  /**
   * Whether reports of a digitizer could fill a space that a file states: at most 65,535 units and
   * pressure levels, 0.01 to 100,000 units in a millimetre.
   */
  static boolean isPossible(Ink.Space space) {
    return Math.max(space.maxX(), space.maxY()) <= MAX_COORDINATE
        && space.maxPressure() <= MAX_COORDINATE
        && space.unitsPerMm() >= 0.01
        && space.unitsPerMm() <= 100_000;
  }

  /** The angles of the points from here on, degrees; not a number when not known. */
  public void angles(double azimuthDeg, double elevationDeg) {
    azimuth = azimuthDeg;
    elevation = elevationDeg;
    angles |= Double.isFinite(azimuthDeg) && Double.isFinite(elevationDeg);
  }

  /**
   * A point.
   *
   * @param touches whether the tip touches
   * @param pressure 0 to 1; not a number when the file has none
   * @throws PadException.UnreadableFile when a value is no finite number, or there are too many
   */
  public void add(boolean touches, double xMm, double yMm, double pressure, double timeMs)
      throws PadException.UnreadableFile {
    keep(touches ? State.TOUCHES : State.HOVERS, xMm, yMm, pressure, timeMs);
  }

  /** The pen leaves. */
  public void leave(double timeMs) throws PadException.UnreadableFile {
    keep(State.LEAVES, 0, 0, 0, timeMs);
  }

  /** The tip is lifted where it was last, a moment later. */
  public void lift(double afterMs) throws PadException.UnreadableFile {
    Point last = points.getLast();
    keep(State.HOVERS, last.xMm, last.yMm, 0, last.timeMs + afterMs);
  }

  /** Says that something of the file is not kept. */
  public void drop(Dropped what) {
    dropped.add(what);
  }

  /** Number of points so far. */
  public int size() {
    return points.size();
  }

  /** Whether the latest point touches. */
  public boolean touching() {
    return !points.isEmpty() && points.getLast().state == State.TOUCHES;
  }

  private void keep(State state, double x, double y, double pressure, double time)
      throws PadException.UnreadableFile {
    if (points.size() >= MAX_POINTS) {
      throw new PadException.UnreadableFile(format, Why.TOO_LARGE);
    }
    // Sums of finite values, e.g. of pieces of a way, may have become infinite.
    if (!(Math.abs(x) < 1e6) || !(Math.abs(y) < 1e6) || !(Math.abs(time) < 1e15)) {
      throw new PadException.UnreadableFile(format, Why.FORMAT);
    }
    boolean unsaid = Double.isNaN(pressure);
    double part = unsaid ? state == State.TOUCHES ? UNSAID : 0 : Math.clamp(pressure, 0, 1);
    if (part != pressure && !unsaid) {
      dropped.add(Dropped.PRESSURE_ROUNDED);
    }
    points.add(new Point(state, x, y, part, time, azimuth, elevation));
  }

  /**
   * The ink.
   *
   * @param asked where it goes when the file does not say
   * @param stated the space that the file states; its clock too is then kept
   */
  public InkDocument build(Ink.Space asked, Ink.@Nullable Space stated) {
    double[] box = box();
    Ink.Space space = stated != null && inside(box, stated) ? stated : asked;
    double dx = 0;
    double dy = 0;
    if (!inside(box, space)) {
      dx = box[0] < 0 ? MARGIN_MM - box[0] : 0;
      dy = box[1] < 0 ? MARGIN_MM - box[1] : 0;
      if (dx != 0 || dy != 0) {
        dropped.add(Dropped.POSITION_MOVED);
      }
      space = grown(space, box[2] + dx, box[3] + dy);
    }
    double first = points.stream().mapToDouble(Point::timeMs).min().orElse(0);
    double origin = space.equals(stated) && first >= 0 ? 0 : firstTime();
    origin = Math.min(origin, first);
    return new InkDocument(
        new Ink(space, samples(space, dx, dy, origin), 0), allAngles(), Set.copyOf(dropped));
  }

  private double firstTime() {
    return points.isEmpty() ? 0 : points.getFirst().timeMs;
  }

  private List<PenSample> samples(Ink.Space space, double dx, double dy, double origin) {
    List<PenSample> samples = new ArrayList<>(points.size());
    long latest = 0;
    for (Point p : points) {
      long time = Math.round(p.timeMs - origin);
      if (time < latest || Math.abs(p.timeMs - origin - time) > NEGLIGIBLE_MS) {
        dropped.add(Dropped.TIME_ROUNDED);
      }
      latest = Math.max(time, latest);
      long number = samples.size() + 1;
      if (p.state == State.LEAVES) {
        samples.add(new PenSample(0, 0, 0, false, 0, latest, number, 0));
        continue;
      }
      boolean touch = p.state == State.TOUCHES;
      int pressure = (int) Math.round(p.pressure * space.maxPressure());
      pressure = touch ? Math.max(1, pressure) : pressure;
      rounded(p, dx, dy, pressure, space);
      samples.add(
          new PenSample(
              (int) Math.clamp(units(p.xMm + dx, space, space.minX()), space.minX(), space.maxX()),
              (int) Math.clamp(units(p.yMm + dy, space, space.minY()), space.minY(), space.maxY()),
              pressure,
              true,
              touch ? 1 : 0,
              latest,
              number,
              0));
    }
    return samples;
  }

  /** Says what whole numbers could not keep. */
  private void rounded(Point p, double dx, double dy, int pressure, Ink.Space space) {
    double x = (p.xMm + dx) * space.unitsPerMm();
    double y = (p.yMm + dy) * space.unitsPerMm();
    if (Math.abs(x - Math.rint(x)) > NEGLIGIBLE_UNITS
        || Math.abs(y - Math.rint(y)) > NEGLIGIBLE_UNITS) {
      dropped.add(Dropped.POSITION_ROUNDED);
    }
    double part = (double) pressure / space.maxPressure();
    if (Math.abs(part - p.pressure) > NEGLIGIBLE_PRESSURE && p.pressure != UNSAID) {
      dropped.add(Dropped.PRESSURE_ROUNDED);
    }
  }

  private static long units(double mm, Ink.Space space, int min) {
    return min + Math.round(mm * space.unitsPerMm());
  }

  private List<InkDocument.Angles> allAngles() {
    if (!angles) {
      return List.of();
    }
    return points.stream().map(p -> new InkDocument.Angles(finite(p.az), finite(p.el))).toList();
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }

  /** Left, top, right, bottom in millimetres of all points but the leave reports. */
  private double[] box() {
    double[] box = {0, 0, 0, 0};
    boolean first = true;
    for (Point p : points) {
      if (p.state != State.LEAVES) {
        box[0] = first ? p.xMm : Math.min(box[0], p.xMm);
        box[1] = first ? p.yMm : Math.min(box[1], p.yMm);
        box[2] = first ? p.xMm : Math.max(box[2], p.xMm);
        box[3] = first ? p.yMm : Math.max(box[3], p.yMm);
        first = false;
      }
    }
    return box;
  }

  private static boolean inside(double[] box, Ink.Space space) {
    double half = 0.5 / space.unitsPerMm();
    return box[0] >= -half
        && box[1] >= -half
        && box[2] <= space.widthMm() + half
        && box[3] <= space.heightMm() + half;
  }

  private static Ink.Space grown(Ink.Space space, double right, double bottom) {
    double units = space.unitsPerMm();
    double widest = Math.max(right, bottom) + MARGIN_MM;
    int room = MAX_COORDINATE - Math.max(space.minX(), space.minY());
    if (widest * units > room) {
      units = Math.floor(room / widest * 1000) / 1000;
    }
    double maxX = space.minX() + Math.ceil((right + MARGIN_MM) * units);
    double maxY = space.minY() + Math.ceil((bottom + MARGIN_MM) * units);
    return new Ink.Space(
        space.minX(),
        space.minY(),
        (int) Math.clamp(maxX, space.maxX(), MAX_COORDINATE),
        (int) Math.clamp(maxY, space.maxY(), MAX_COORDINATE),
        space.maxPressure(),
        units,
        space.counters());
  }
}
