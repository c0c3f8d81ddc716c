// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.iso;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.InkDocument;

/**
 * Writes the full format of ISO/IEC 19794-7:2007: channels X, Y, T or DT, F, S, and AZ, EL when the
 * angles are known; y down as a pad counts it, the count in points, times from the first point. A
 * row of zeros is the report with which the pen leaves.
 *
 * <p>A scaling is at most 65,520 points in a metre. The positions of a finer pad are halved until
 * they can be stated.
 */
public final class SignatureSeriesWriter {
  private static final double MM_PER_M = 1000;
  private static final int MS_PER_S = 1000;

  /** Stored units in a radian: a full turn fits in 16 bits. */
  private static final int PER_RADIAN = 10_000;

  private static final int MAX_POINTS = 0xFFFFFF;

  private SignatureSeriesWriter() {}

  /** The file. */
  public static byte[] write(InkDocument document) {
    Ink ink = document.ink();
    List<PenSample> samples = ink.samples();
    if (samples.size() > MAX_POINTS) {
      throw new IllegalArgumentException("more points than the format can count");
    }
    boolean angles = !document.angles().isEmpty();
    long span = samples.isEmpty() ? 0 : samples.getLast().timeMs() - samples.getFirst().timeMs();
    Channel time = span > 0xFFFF ? Channel.DT : Channel.T;
    int scaling = Scaling.encode(ink.space().unitsPerMm() * MM_PER_M / divisor(ink.space()));
    // What the scaling says, not what it should: else every way through a file would stretch ink.
    double stored = Scaling.decode(scaling) / MM_PER_M / ink.space().unitsPerMm();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(ink.space(), scaling, stored, time, angles));
    out.writeBytes(new byte[] {0, 0});
    out.write(samples.size() >> 16);
    put16(out, samples.size());
    PenSample before = samples.isEmpty() ? null : samples.getFirst();
    PenSample first = before;
    for (int i = 0; i < samples.size(); i++) {
      PenSample s = samples.get(i);
      int x = s.leaves() ? 0 : s.x() - ink.space().minX();
      int y = s.leaves() ? 0 : s.y() - ink.space().minY();
      put16(out, (int) Math.round(x * stored) + Channel.OFFSET);
      put16(out, (int) Math.round(y * stored) + Channel.OFFSET);
      PenSample from = time == Channel.DT ? before : first;
      put16(out, from == null ? 0 : (int) Math.min(0xFFFF, s.timeMs() - from.timeMs()));
      put16(out, s.pressure());
      out.write(s.touching() ? 1 : 0);
      if (angles) {
        put16(out, radians(document.angles().get(i).azimuthDeg()));
        put16(out, radians(document.angles().get(i).elevationDeg()));
      }
      before = s;
    }
    return out.toByteArray();
  }

  private static double divisor(Ink.Space space) {
    double divisor = 1;
    while (space.unitsPerMm() * MM_PER_M / divisor > Scaling.MAX
        || Math.max(space.maxX(), space.maxY()) / divisor > Short.MAX_VALUE) {
      divisor *= 2;
    }
    return divisor;
  }

  private static byte[] header(
      Ink.Space space, int scaling, double stored, Channel time, boolean angles) {
    ByteBuffer header = ByteBuffer.allocate(64);
    header.putLong(SignatureSeriesReader.IDENTIFIER);
    int included =
        Channel.X.bit() | Channel.Y.bit() | time.bit() | Channel.F.bit() | Channel.S.bit();
    included |= angles ? Channel.AZ.bit() | Channel.EL.bit() : 0;
    header.putShort((short) included);
    scaledWithRange(header, scaling, (int) Math.ceil((space.maxX() - space.minX()) * stored));
    scaledWithRange(header, scaling, (int) Math.ceil((space.maxY() - space.minY()) * stored));
    scaled(header, MS_PER_S);
    header.put((byte) 0x60).putShort((short) 0).putShort((short) space.maxPressure());
    header.put((byte) 0); // the tip switch needs no words
    if (angles) {
      scaled(header, PER_RADIAN);
      scaled(header, PER_RADIAN);
    }
    byte[] bytes = new byte[header.position()];
    header.flip().get(bytes);
    return bytes;
  }

  private static void scaledWithRange(ByteBuffer header, int scaling, int max) {
    header.put((byte) 0xE0).putShort((short) scaling);
    header.putShort((short) Channel.OFFSET).putShort((short) (max + Channel.OFFSET));
  }

  private static void scaled(ByteBuffer header, int scaling) {
    header.put((byte) 0x80).putShort((short) Scaling.encode(scaling));
  }

  private static int radians(double degrees) {
    double turned = ((degrees % 360) + 360) % 360;
    return (int) Math.round(Math.toRadians(turned) * PER_RADIAN);
  }

  private static void put16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
