// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol.hid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penseal.pad.PadException;

/**
 * Reads the input fields out of a HID report descriptor (HID 1.11, 6.2.2). Tolerates what real
 * devices get wrong and does no harm: unknown items, usages that are missing, collections that are
 * not closed. Everything is bounded, since it comes from a device.
 */
public final class ReportDescriptor {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_FIELDS = 1024;
  private static final int MOST_DEPTH = 32;
  private static final int MOST_BITS = 8 * 4096;

  // Items by their first byte without the size: tag, then type (0 main, 4 global, 8 local).
  private static final int INPUT = 0x80;
  private static final int OUTPUT = 0x90;
  private static final int FEATURE = 0xB0;
  private static final int COLLECTION = 0xA0;
  private static final int END_COLLECTION = 0xC0;
  private static final int LONG_ITEM = 0xFE;
  private static final int APPLICATION = 1;

  private final byte[] bytes;
  private final List<InputField> fields = new ArrayList<>();
  private final Map<Integer, Integer> bits = new HashMap<>();
  private final Deque<Globals> stack = new ArrayDeque<>();
  private final Deque<Integer> applications = new ArrayDeque<>();
  private final List<Integer> usages = new ArrayList<>();
  private Globals globals = new Globals();
  private int usageMin = -1;
  private int depth;

  /** State that lasts until it is changed (6.2.2.7). */
  private static final class Globals {
    int page;
    long logicalMin;
    long logicalMax;
    long physicalMin;
    long physicalMax;
    long unit;
    int exponent;
    int size;
    int count;
    int reportId;

    Globals copy() {
      Globals copy = new Globals();
      copy.page = page;
      copy.logicalMin = logicalMin;
      copy.logicalMax = logicalMax;
      copy.physicalMin = physicalMin;
      copy.physicalMax = physicalMax;
      copy.unit = unit;
      copy.exponent = exponent;
      copy.size = size;
      copy.count = count;
      copy.reportId = reportId;
      return copy;
    }
  }

  private ReportDescriptor(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The fields of all input reports.
   *
   * @throws PadException.Malformed when it is cut off, or claims sizes that no report has
   */
  public static List<InputField> inputs(byte[] descriptor) throws PadException.Malformed {
    if (descriptor.length > MOST_BYTES) {
      throw malformed();
    }
    ReportDescriptor reading = new ReportDescriptor(descriptor);
    reading.items();
    return List.copyOf(reading.fields);
  }

  /** Bytes of an input report with these fields, without its id. */
  static int bytesOf(List<InputField> fields) {
    return fields.stream().mapToInt(f -> (f.bit() + f.size() + 7) / 8).max().orElse(0);
  }

  private static PadException.Malformed malformed() {
    return new PadException.Malformed("report descriptor", null);
  }

  private void items() throws PadException.Malformed {
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xFF;
      int size = first & 3;
      size = size == 3 ? 4 : size;
      int next = at + 1 + size;
      if (first == LONG_ITEM) {
        // Reserved; skipped by its own length (6.2.2.3).
        next = at + 1 < bytes.length ? at + 3 + (bytes[at + 1] & 0xFF) : bytes.length + 1;
      }
      if (next > bytes.length) {
        throw malformed();
      }
      if (first != LONG_ITEM) {
        item(first & 0xFC, size, unsigned(at + 1, size));
      }
      at = next;
    }
  }

  private long unsigned(int at, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[at + i] & 0xFFL) << 8 * i;
    }
    return value;
  }

  private static long signed(long value, int size) {
    int unused = 64 - 8 * size;
    return size == 0 ? 0 : value << unused >> unused;
  }

  private void item(int item, int size, long value) throws PadException.Malformed {
    switch (item & 0x0C) {
      case 0x00 -> main(item, value);
      case 0x04 -> global(item, size, value);
      case 0x08 -> local(item, size, value);
      default -> {
        // Reserved type.
      }
    }
  }

  private void main(int item, long value) throws PadException.Malformed {
    switch (item) {
      case INPUT -> input((value & 1) != 0);
      case COLLECTION -> {
        if (++depth > MOST_DEPTH) {
          throw malformed();
        }
        boolean application = value == APPLICATION && !usages.isEmpty();
        applications.push(application ? usages.getFirst() : application());
      }
      case END_COLLECTION -> {
        if (--depth < 0) {
          throw malformed();
        }
        applications.pop();
      }
      case OUTPUT, FEATURE -> {
        // Not of input reports.
      }
      default -> {
        // Reserved.
      }
    }
    usages.clear();
    usageMin = -1;
  }

  private int application() {
    return applications.isEmpty() ? 0 : applications.peek();
  }

  private void input(boolean constant) throws PadException.Malformed {
    long all = (long) globals.size * globals.count;
    int from = bits.getOrDefault(globals.reportId, 0);
    if (all < 0 || from + all > MOST_BITS) {
      throw malformed();
    }
    bits.put(globals.reportId, (int) (from + all));
    if (constant || globals.size == 0 || globals.size > 32) {
      return;
    }
    for (int i = 0; i < globals.count && !usages.isEmpty(); i++) {
      if (fields.size() >= MOST_FIELDS) {
        throw malformed();
      }
      // The last usage holds for the values that are left (6.2.2.8).
      int usage = usages.get(Math.min(i, usages.size() - 1));
      fields.add(field(usage, from + i * globals.size));
    }
  }

  private InputField field(int usage, int bit) {
    boolean described = globals.physicalMin != 0 || globals.physicalMax != 0;
    return new InputField(
        application(),
        globals.reportId,
        bit,
        globals.size,
        usage,
        globals.logicalMin,
        globals.logicalMax,
        new InputField.Range(
            described ? globals.physicalMin : globals.logicalMin,
            described ? globals.physicalMax : globals.logicalMax,
            globals.unit,
            globals.exponent));
  }

  private void global(int item, int size, long value) throws PadException.Malformed {
    switch (item) {
      case 0x04 -> globals.page = (int) (value & 0xFFFF);
      case 0x14 -> globals.logicalMin = signed(value, size);
      // Many devices write an unsigned maximum: it cannot be below the minimum.
      case 0x24 ->
          globals.logicalMax =
              signed(value, size) < globals.logicalMin ? value : signed(value, size);
      case 0x34 -> globals.physicalMin = signed(value, size);
      case 0x44 ->
          globals.physicalMax =
              signed(value, size) < globals.physicalMin ? value : signed(value, size);
      // A nibble in two's complement, or a whole byte by those who misread the table.
      case 0x54 -> globals.exponent = exponent(value, size);
      case 0x64 -> globals.unit = value;
      case 0x74 -> globals.size = bounded(value);
      case 0x84 -> globals.reportId = (int) (value & 0xFF);
      case 0x94 -> globals.count = bounded(value);
      case 0xA4 -> {
        if (stack.size() >= MOST_DEPTH) {
          throw malformed();
        }
        stack.push(globals.copy());
      }
      case 0xB4 -> {
        if (stack.isEmpty()) {
          throw malformed();
        }
        globals = stack.pop();
      }
      default -> {
        // Reserved.
      }
    }
  }

  private static int exponent(long value, int size) {
    long nibble = value < 16 ? value << 60 >> 60 : signed(value, size);
    return (int) Math.clamp(nibble, -8, 7);
  }

  private static int bounded(long value) throws PadException.Malformed {
    if (value > MOST_BITS) {
      throw malformed();
    }
    return (int) value;
  }

  private void local(int item, int size, long value) throws PadException.Malformed {
    int usage = (int) (size == 4 ? value : (long) globals.page << 16 | value);
    switch (item) {
      case 0x08 -> add(usage);
      case 0x18 -> usageMin = usage;
      case 0x28 -> {
        for (int u = usageMin; usageMin >= 0 && u <= usage; u++) {
          add(u);
        }
        usageMin = -1;
      }
      default -> {
        // Designators, strings, delimiters.
      }
    }
  }

  private void add(int usage) throws PadException.Malformed {
    if (usages.size() >= MOST_FIELDS) {
      throw malformed();
    }
    usages.add(usage);
  }
}
