// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.iso;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.InkPoints;

/**
 * Reads the full format of ISO/IEC 19794-7:2007 (clause 8), big endian.
 *
 * <p>Files differ in two places that the text leaves open: whether the count is of points or of
 * octets, and whether constant channels are in the points. Taken is what fits the size of the file.
 */
public final class SignatureSeriesReader {
  /** Name of the format. */
  public static final String FORMAT = "ISO/IEC 19794-7:2007";

  /** "SDI\0 10\0". */
  static final long IDENTIFIER = 0x53444900_20313000L;

  private static final int MAX_BYTES = 32 << 20;
  private static final double MM_PER_M = 1000;
  private static final double STEP_MS = 10;
  private static final int EXTENDED = 1;

  /**
   * Preamble of a channel.
   *
   * @param scaling not a number when not stated
   * @param max not a number when not stated
   * @param constant whether it has one value only
   * @param value the stated value that stands for a constant one, 0 when there is none
   */
  private record Preamble(double scaling, double max, boolean constant, double value) {}

  private final ByteBuffer in;
  private final Map<Channel, Preamble> channels = new EnumMap<>(Channel.class);
  private final InkPoints points = new InkPoints(FORMAT);

  private SignatureSeriesReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a file.
   *
   * @param asked where the samples go; it grows when the ink is larger
   * @throws PadException.UnreadableFile when it is no such file
   */
  public static InkDocument document(byte[] bytes, Ink.Space asked)
      throws PadException.UnreadableFile {
    if (bytes.length > MAX_BYTES) {
      throw new PadException.UnreadableFile(FORMAT, Why.TOO_LARGE);
    }
    return new SignatureSeriesReader(bytes).read(asked);
  }

  private InkDocument read(Ink.Space asked) throws PadException.UnreadableFile {
    require(10);
    if (in.getLong() != IDENTIFIER) {
      throw malformed();
    }
    int included = in.getShort() & 0xFFFF;
    for (Channel channel : Channel.values()) {
      if ((included & channel.bit()) != 0) {
        channels.put(channel, preamble(channel));
      }
    }
    boolean positions = channels.containsKey(Channel.X) && channels.containsKey(Channel.Y);
    if (!positions) {
      throw malformed();
    }
    require(5);
    in.get(); // reserved
    boolean extended = (in.get() & EXTENDED) != 0;
    int count = (in.get() & 0xFF) << 16 | (in.getShort() & 0xFFFF);
    body(count, extended, asked);
    Preamble force = channels.get(Channel.F);
    Ink.Space space = asked;
    if (force != null && force.max >= 1 && force.max <= 0xFFF) {
      space =
          new Ink.Space(
              asked.minX(),
              asked.minY(),
              asked.maxX(),
              asked.maxY(),
              (int) force.max,
              asked.unitsPerMm(),
              asked.counters());
    }
    return points.build(space, null);
  }

  private Preamble preamble(Channel channel) throws PadException.UnreadableFile {
    require(1);
    int flags = in.get() & 0xFF;
    double[] values = new double[5];
    for (int i = 0; i < values.length; i++) {
      boolean present = (flags & 0x80 >> i) != 0;
      if (present) {
        require(2);
      }
      values[i] = present ? in.getShort() & 0xFFFF : Double.NaN;
    }
    int offset = channel.offset();
    double constant = 0;
    for (int i = 3; i > 0; i--) {
      // Mean, greatest and smallest are the same for a constant.
      constant = Double.isNaN(values[i]) ? constant : values[i] - offset;
    }
    return new Preamble(
        Double.isNaN(values[0]) ? Double.NaN : Scaling.decode((int) values[0]),
        values[2] - offset,
        (flags & 0x04) != 0,
        constant);
  }

  private void body(int count, boolean extended, Ink.Space asked)
      throws PadException.UnreadableFile {
    EnumSet<Channel> all = EnumSet.copyOf(channels.keySet());
    EnumSet<Channel> varying = EnumSet.copyOf(all);
    varying.removeIf(c -> channels.get(c) instanceof Preamble p && p.constant);
    for (EnumSet<Channel> inPoints : java.util.List.of(all, varying)) {
      int size = inPoints.stream().mapToInt(Channel::octets).sum();
      boolean asPoints = fits((long) count * size, extended);
      boolean asOctets = size > 0 && count % size == 0 && fits(count, extended);
      if (asPoints || asOctets) {
        points(asPoints ? count : count / size, inPoints, asked);
        if (extended && in.remaining() > 2) {
          points.drop(Dropped.EXTENDED_DATA);
        }
        return;
      }
    }
    throw malformed();
  }

  private boolean fits(long octets, boolean extended) {
    long rest = in.remaining() - octets;
    if (!extended || rest < 2) {
      return rest == 0;
    }
    int length = in.getShort(in.position() + (int) octets) & 0xFFFF;
    return rest == 2L + length;
  }

  private void points(int count, EnumSet<Channel> inPoints, Ink.Space asked)
      throws PadException.UnreadableFile {
    EnumSet<Channel> kept =
        EnumSet.of(
            Channel.X,
            Channel.Y,
            Channel.T,
            Channel.DT,
            Channel.F,
            Channel.S,
            Channel.AZ,
            Channel.EL);
    if (!kept.containsAll(channels.keySet())) {
      points.drop(Dropped.CHANNELS);
    }
    Map<Channel, Double> values = new EnumMap<>(Channel.class);
    channels.forEach((channel, preamble) -> values.put(channel, preamble.value));
    double summed = 0;
    double greatest = greatestForce(count, inPoints);
    for (int i = 0; i < count; i++) {
      for (Channel channel : inPoints) {
        int stored = channel == Channel.S ? in.get() & 0xFF : in.getShort() & 0xFFFF;
        values.put(channel, (double) stored - channel.offset());
      }
      summed += time(Channel.DT, values);
      point(values, channels.containsKey(Channel.DT) ? summed : i * STEP_MS, greatest, asked);
    }
  }

  /** What a pressure is measured by: the stated maximum, else the greatest that comes. */
  private double greatestForce(int count, EnumSet<Channel> inPoints) {
    Preamble force = channels.get(Channel.F);
    if (force == null || force.max > 0 || !inPoints.contains(Channel.F)) {
      return force == null ? 0 : force.max;
    }
    int size = inPoints.stream().mapToInt(Channel::octets).sum();
    int before =
        inPoints.stream().filter(c -> c.compareTo(Channel.F) < 0).mapToInt(Channel::octets).sum();
    double greatest = 0;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, in.getShort(in.position() + i * size + before) & 0xFFFF);
    }
    return greatest;
  }

  private void point(Map<Channel, Double> values, double untimed, double greatest, Ink.Space asked)
      throws PadException.UnreadableFile {
    double time = channels.containsKey(Channel.T) ? time(Channel.T, values) : untimed;
    Double force = values.get(Channel.F);
    Double tip = values.get(Channel.S);
    double pressure = force == null ? Double.NaN : greatest > 0 ? force / greatest : 0;
    boolean touches = tip != null ? tip != 0 : force == null || force > 0;
    double x = value(values, Channel.X);
    double y = value(values, Channel.Y);
    points.angles(angle(Channel.AZ, values), angle(Channel.EL, values));
    if (!touches && x == 0 && y == 0 && force != null && force == 0) {
      points.leave(time);
      return;
    }
    points.add(touches, x * mm(Channel.X, asked), y * mm(Channel.Y, asked), pressure, time);
  }

  private static double value(Map<Channel, Double> values, Channel channel) {
    return values.getOrDefault(channel, 0.0);
  }

  /** Millimetres in one unit; without scaling that of the space asked for. */
  private double mm(Channel channel, Ink.Space asked) {
    double scaling = scaling(channel);
    return Double.isNaN(scaling) ? 1 / asked.unitsPerMm() : MM_PER_M / scaling;
  }

  private double time(Channel channel, Map<Channel, Double> values) {
    double scaling = scaling(channel);
    return value(values, channel) * (Double.isNaN(scaling) ? 1 : 1000 / scaling);
  }

  private double angle(Channel channel, Map<Channel, Double> values) {
    double scaling = scaling(channel);
    return Double.isNaN(scaling)
        ? Double.NaN
        : Math.rint(Math.toDegrees(value(values, channel) / scaling) * 100) / 100;
  }

  private double scaling(Channel channel) {
    @Nullable Preamble preamble = channels.get(channel);
    return preamble == null ? Double.NaN : preamble.scaling;
  }

  private void require(int octets) throws PadException.UnreadableFile {
    if (in.remaining() < octets) {
      throw malformed();
    }
  }

  private static PadException.UnreadableFile malformed() {
    return new PadException.UnreadableFile(FORMAT, Why.FORMAT);
  }
}
