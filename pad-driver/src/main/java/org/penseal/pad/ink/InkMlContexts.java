// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;

/** The contexts of an InkML document (recommendation, section 4), looked up by their ids. */
final class InkMlContexts {
  private static final int MAX_CHANNELS = 32;
  private static final int MAX_REFERENCES = 8;
  private static final double MM_PER_INCH = 25.4;
  private static final double STEP_MS = 10;

  private final Map<String, InkMlElement> firsts = new HashMap<>();
  private final Map<String, InkMlElement> ids = new HashMap<>();
  private final Map<InkMlElement, InkMlContext> known = new HashMap<>();
  private @Nullable InkMlContext unsaid;

  InkMlContexts(InkMlElement root) {
    root.all(
        element -> {
          ids.putIfAbsent(element.id(), element);
          firsts.putIfAbsent(element.name(), element);
        });
  }

  /** The element that an attribute refers to, or null. */
  @Nullable InkMlElement referred(@Nullable InkMlElement from, String attribute) {
    String reference = from == null ? "" : from.attribute(attribute);
    int hash = reference.indexOf('#');
    return reference.isEmpty() ? null : ids.get(reference.substring(hash + 1));
  }

  /** What a context element says; null for the first one of the document, if it has any. */
  InkMlContext of(@Nullable InkMlElement element) throws PadException.UnreadableFile {
    // Looked for once: a document may have a hundred thousand traces that do not refer to any.
    InkMlContext found = element == null ? unsaid : known.get(element);
    if (found == null) {
      found = read(element == null ? first("context") : element);
      if (element == null) {
        unsaid = found;
      } else {
        known.put(element, found);
      }
    }
    return found;
  }

  private InkMlContext read(@Nullable InkMlElement context) throws PadException.UnreadableFile {
    InkMlElement source = part(context, "inkSource", 0);
    InkMlElement format = part(context, "traceFormat", 0);
    if (format == null && source != null) {
      format = source.child("traceFormat");
    }
    format = format == null ? first("traceFormat") : format;
    source = source == null ? first("inkSource") : source;
    List<InkMlContext.Channel> channels = new ArrayList<>();
    int regular = 0;
    if (format == null) {
      channels.add(channel("X", source));
      channels.add(channel("Y", source));
      regular = 2;
    } else {
      for (InkMlElement channel : format.children("channel")) {
        channels.add(channel(channel, source));
      }
      regular = channels.size();
      for (InkMlElement more : format.children("intermittentChannels")) {
        for (InkMlElement channel : more.children("channel")) {
          channels.add(channel(channel, source));
        }
      }
    }
    if (channels.size() > MAX_CHANNELS) {
      throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.TOO_LARGE);
    }
    InkMlElement rate = source == null ? null : source.child("sampleRate");
    double hertz = rate == null ? Double.NaN : number(rate, "value");
    return new InkMlContext(
        List.copyOf(channels),
        regular,
        hertz > 0 ? 1000 / hertz : STEP_MS,
        origin(part(context, "timestamp", 0), 0));
  }

  /** A part of a context: its own, one that it refers to, or that of the context it is based on. */
  private @Nullable InkMlElement part(@Nullable InkMlElement context, String name, int depth) {
    if (context == null || depth > MAX_REFERENCES) {
      return null;
    }
    InkMlElement own = context.child(name);
    own = own == null ? referred(context, name + "Ref") : own;
    return own == null ? part(referred(context, "contextRef"), name, depth + 1) : own;
  }

  private InkMlContext.Channel channel(String name, @Nullable InkMlElement source)
      throws PadException.UnreadableFile {
    return new InkMlContext.Channel(name, Double.NaN, Double.NaN, factor(name, "", source), false);
  }

  private InkMlContext.Channel channel(InkMlElement channel, @Nullable InkMlElement source)
      throws PadException.UnreadableFile {
    String name = channel.attribute("name");
    boolean used = List.of("X", "Y", "F", "T").contains(name);
    InkMlElement mapping = channel.child("mapping");
    mapping = mapping == null ? referred(channel, "mappingRef") : mapping;
    if (used && mapping != null && !mapping.attribute("type").equals("identity")) {
      throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.UNSUPPORTED);
    }
    // Whole numbers are counts of the device, whose resolution says how many make a unit: office
    // programs state both. Only where none is stated are they numbers of the unit itself.
    boolean counts = channel.attribute("type").equals("integer") && isPosition(name);
    double counted = counts ? resolution(name, source) : Double.NaN;
    return new InkMlContext.Channel(
        name,
        number(channel, "min"),
        number(channel, "max"),
        Double.isNaN(counted) ? factor(name, channel.attribute("units"), source) : counted,
        List.of("-ve", "-").contains(channel.attribute("orientation")));
  }

  /** One unit of a channel in millimetres, milliseconds or degrees. */
  private static double factor(String name, String units, @Nullable InkMlElement source)
      throws PadException.UnreadableFile {
    double perUnit =
        switch (units) {
          case "m" -> 1000;
          case "cm" -> 10;
          case "mm" -> 1;
          case "in" -> MM_PER_INCH;
          case "pt" -> MM_PER_INCH / 72;
          case "px" -> MM_PER_INCH / 96;
          case "himetric" -> 0.01;
          case "s" -> 1000;
          case "us" -> 1e-3;
          case "ns" -> 1e-6;
          case "ms", "deg" -> 1;
          case "rad" -> Math.toDegrees(1);
          default -> Double.NaN;
        };
    return Double.isNaN(perUnit) && isPosition(name) ? resolution(name, source) : perUnit;
  }

  private static boolean isPosition(String channel) {
    return channel.equals("X") || channel.equals("Y");
  }

  private static double resolution(String name, @Nullable InkMlElement source)
      throws PadException.UnreadableFile {
    InkMlElement properties = source == null ? null : source.child("channelProperties");
    if (properties == null) {
      return Double.NaN;
    }
    for (InkMlElement property : properties.children("channelProperty")) {
      if (property.attribute("channel").equals(name)
          && property.attribute("name").equals("resolution")) {
        double value = number(property, "value");
        double mm =
            switch (property.attribute("units")) {
              case "1/in" -> MM_PER_INCH / value;
              case "1/cm" -> 10 / value;
              case "1/m" -> 1000 / value;
              default -> 1 / value;
            };
        if (!(mm > 0) || Double.isInfinite(mm)) {
          throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
        }
        return mm;
      }
    }
    return Double.NaN;
  }

  private double origin(@Nullable InkMlElement timestamp, int depth)
      throws PadException.UnreadableFile {
    if (timestamp == null || depth > MAX_REFERENCES) {
      return Double.NaN;
    }
    double offset = number(timestamp, "timeOffset");
    offset = Double.isNaN(offset) ? 0 : offset;
    String words = timestamp.attribute("timeString");
    if (!words.isEmpty()) {
      try {
        return OffsetDateTime.parse(words).toInstant().toEpochMilli() + offset;
      } catch (DateTimeException e) {
        // A time without a zone has nothing that it could be compared with.
        return Double.NaN;
      }
    }
    double time = number(timestamp, "time");
    return Double.isNaN(time)
        ? origin(referred(timestamp, "timestampRef"), depth + 1) + offset
        : time + offset;
  }

  /** The number in an attribute, not a number when there is none. */
  static double number(InkMlElement element, String attribute) throws PadException.UnreadableFile {
    String text = element.attribute(attribute).strip();
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new PadException.UnreadableFile(InkMlReader.FORMAT, Why.FORMAT);
    }
  }

  /** The first element of a name anywhere, for files that do not refer to what they define. */
  private @Nullable InkMlElement first(String name) {
    return firsts.get(name);
  }
}
