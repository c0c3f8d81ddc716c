// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;

/**
 * Reads InkML (W3C Recommendation of 2011-09-20): traces and groups of them with their contexts,
 * values as in {@link InkMlPoints}, lengths by unit or resolution, times by channel T, {@code
 * timeOffset}, time stamps or sample rate. Views, brushes and annotations are left out and named as
 * dropped; a mapping of a channel that is used is refused. A {@code penUp} trace is hover, and a
 * point of it whose place is not known is the report with which the pen leaves.
 */
public final class InkMlReader {
  static final String FORMAT = "InkML";

  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_POINTS = 1_000_000;
  private static final double LIFT_MS = 100;
  private static final Set<String> KEPT = Set.of("X", "Y", "F", "T", "S", "OA", "OE");

  private final Ink.Space asked;
  private final InkMlContexts contexts;
  private final InkPoints points = new InkPoints(FORMAT);
  private final List<Piece> pieces = new ArrayList<>();
  private int gathered;
  private Ink.@Nullable Space stated;
  private double firstOrigin = Double.NaN;
  private double latestMs = -LIFT_MS;
  private double latestForce;
  private double greatestForce;

  /** A trace with what its numbers mean. */
  private record Piece(InkMlElement trace, InkMlContext context, List<double[]> rows) {}

  private InkMlReader(Ink.Space asked, InkMlElement root) {
    this.asked = asked;
    this.contexts = new InkMlContexts(root);
  }

  /**
   * Reads a document whose ink must lie within a space.
   *
   * @throws PadException.UnreadableFile when it is no InkML that can be read, or lies outside
   */
  public static Ink read(byte[] xml, Ink.Space space) throws PadException.UnreadableFile {
    return document(xml, space).within(space, FORMAT);
  }

  /**
   * Reads a document.
   *
   * @param asked where the samples go when the document states no space that a pad could have
   * @throws PadException.UnreadableFile when it is no InkML that can be read
   */
  public static InkDocument document(byte[] xml, Ink.Space asked)
      throws PadException.UnreadableFile {
    if (xml.length > MAX_BYTES) {
      throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
    }
    InkMlElement root = InkMlElement.read(xml);
    return new InkMlReader(asked, root).read(root);
  }

  private InkDocument read(InkMlElement ink) throws PadException.UnreadableFile {
    if (!"ink".equals(ink.name())) {
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT);
    }
    walk(ink, null);
    if (pieces.isEmpty()) {
      // Traces that are only defined, for a view to show.
      for (InkMlElement definitions : ink.children("definitions")) {
        walk(definitions, null);
      }
    }
    for (Piece piece : pieces) {
      trace(piece);
    }
    if (points.touching()) {
      points.lift(1);
    }
    return points.build(asked, stated);
  }

  private void walk(InkMlElement parent, @Nullable InkMlElement inherited)
      throws PadException.UnreadableFile {
    InkMlElement current = inherited;
    for (InkMlElement element : parent.children()) {
      InkMlElement own = contexts.referred(element, "contextRef");
      switch (element.name()) {
        case "context" -> current = element;
        case "traceGroup" -> walk(element, own == null ? current : own);
        case "trace" -> gather(element, contexts.of(own == null ? current : own));
        case "annotation", "annotationXML" -> points.drop(Dropped.ANNOTATIONS);
        case "definitions" -> definitions(element);
        case "traceView" -> points.drop(Dropped.VIEWS); // traces again, that are read anyway
        default -> {
          // Anything else has no traces.
        }
      }
    }
  }

  private void definitions(InkMlElement definitions) {
    if (!definitions.children("brush").isEmpty()) {
      points.drop(Dropped.BRUSHES);
    }
  }

  private void gather(InkMlElement trace, InkMlContext context) throws PadException.UnreadableFile {
    List<double[]> rows =
        InkMlPoints.parse(trace.text(), context.regular(), context.channels().size());
    gathered += rows.size();
    if (gathered > MAX_POINTS) {
      throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
    }
    if (!rows.isEmpty()) {
      pieces.add(new Piece(trace, context, rows));
      force(context, rows);
    }
  }

  private void trace(Piece piece) throws PadException.UnreadableFile {
    InkMlElement trace = piece.trace;
    InkMlContext context = piece.context;
    List<double[]> rows = piece.rows;
    boolean up = trace.attribute("type").equals("penUp");
    String continuation = trace.attribute("continuation");
    boolean continues = continuation.equals("middle") || continuation.equals("end");
    if (points.touching() && !up && !continues) {
      points.lift(1);
      latestMs++;
    }
    if (points.size() == 0) {
      stated = context.space(asked);
      firstOrigin = context.originMs();
    }
    if (!context.channels().stream().allMatch(c -> KEPT.contains(c.name()))) {
      points.drop(Dropped.CHANNELS);
    }
    double begin = begin(trace, context, up || continues);
    for (int i = 0; i < rows.size(); i++) {
      point(rows.get(i), context, up, begin, i);
    }
  }

  /** Time of the first point when there is no channel T, else what its values are added to. */
  private double begin(InkMlElement trace, InkMlContext context, boolean goesOn)
      throws PadException.UnreadableFile {
    double offset = InkMlContexts.number(trace, "timeOffset");
    double origin = context.originMs() - firstOrigin;
    origin = Double.isNaN(origin) ? 0 : origin;
    if (!Double.isNaN(offset) || context.indexOf("T") >= 0) {
      return (Double.isNaN(offset) ? 0 : offset) + origin;
    }
    return latestMs + (goesOn ? context.stepMs() : LIFT_MS);
  }

  /** A pressure without a stated maximum is measured by the greatest one in all such traces. */
  private void force(InkMlContext context, List<double[]> rows) {
    int force = context.indexOf("F");
    if (force < 0 || context.channels().get(force).max() > 0) {
      return;
    }
    for (double[] row : rows) {
      greatestForce = row[force] > greatestForce ? row[force] : greatestForce;
    }
  }

  private void point(double[] row, InkMlContext context, boolean up, double begin, int number)
      throws PadException.UnreadableFile {
    int x = context.indexOf("X");
    int y = context.indexOf("Y");
    if (x < 0 || y < 0) {
      throw new PadException.UnreadableFile(FORMAT, Why.FORMAT);
    }
    double time = begin + number * context.stepMs();
    int t = context.indexOf("T");
    if (t >= 0) {
      double own = context.channels().get(t).of(row[t], 1);
      time = Double.isNaN(own) ? latestMs + context.stepMs() : begin + own;
    }
    latestMs = time;
    double mm = 1 / asked.unitsPerMm();
    double xMm = context.channels().get(x).of(row[x], mm);
    double yMm = context.channels().get(y).of(row[y], mm);
    points.angles(angle(row, context, "OA"), angle(row, context, "OE"));
    if (Double.isNaN(xMm) || Double.isNaN(yMm)) {
      unknown(up, time);
      return;
    }
    int tip = context.indexOf("S");
    boolean touches = !up && (tip < 0 || row[tip] != 0);
    points.add(touches, xMm, yMm, pressure(row, context, up), time);
  }

  private void unknown(boolean up, double time) throws PadException.UnreadableFile {
    if (up) {
      points.leave(time);
    } else {
      points.drop(Dropped.UNKNOWN_POINTS);
    }
  }

  private double pressure(double[] row, InkMlContext context, boolean up) {
    int force = context.indexOf("F");
    if (force < 0) {
      return Double.NaN;
    }
    if (!Double.isNaN(row[force])) {
      double stated = context.channels().get(force).max();
      double full = stated > 0 ? stated : greatestForce;
      latestForce = full > 0 ? row[force] / full : 0;
    }
    return latestForce;
  }

  private static double angle(double[] row, InkMlContext context, String name) {
    int index = context.indexOf(name);
    return index < 0 ? Double.NaN : context.channels().get(index).of(row[index], 1);
  }
}
