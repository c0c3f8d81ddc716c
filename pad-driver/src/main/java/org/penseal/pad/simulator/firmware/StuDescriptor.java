// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A HID report descriptor for a virtual pad of the STU family: vendor page FF00, and for each
 * report its id and the count of its bytes. The descriptor of the real devices is not public.
 */
public final class StuDescriptor {
  private static final Set<Integer> INPUTS =
      Set.of(0x01, 0x10, 0x14, 0x30, 0x31, 0x33, 0x34, 0x50, 0x99, 0x9A, 0xC1, 0xC5);
  private static final Set<Integer> BOTH = Set.of(0x14, 0x50);
  private static final Set<Integer> SERIAL_ONLY = Set.of(0x06, 0x80, 0x81, 0xFF);

  // HID 1.11, 6.2.2: tag, type and size in the first byte of an item.
  private static final int INPUT = 0x81;
  private static final int FEATURE = 0xB1;

  private StuDescriptor() {}

  /** The descriptor of a device with these reports (id to length, id included). */
  public static byte[] of(Map<Integer, Integer> reports) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    // Usage page FF00, usage 1, application collection; logical 0 to 255, 8 bits.
    items.writeBytes(new byte[] {0x06, 0x00, (byte) 0xFF, 0x09, 0x01, (byte) 0xA1, 0x01});
    items.writeBytes(new byte[] {0x15, 0x00, 0x26, (byte) 0xFF, 0x00, 0x75, 0x08});
    new TreeMap<>(reports)
        .forEach(
            (id, length) -> {
              if (INPUTS.contains(id)) {
                report(items, id, length - 1, INPUT);
              }
              if (!SERIAL_ONLY.contains(id) && (!INPUTS.contains(id) || BOTH.contains(id))) {
                report(items, id, length - 1, FEATURE);
              }
            });
    items.write(0xC0);
    return items.toByteArray();
  }

  private static void report(ByteArrayOutputStream items, int id, int count, int kind) {
    // Report id, usage 1, report count of two bytes, data variable absolute.
    items.writeBytes(new byte[] {(byte) 0x85, (byte) id, 0x09, 0x01});
    items.writeBytes(new byte[] {(byte) 0x96, (byte) count, (byte) (count >> 8)});
    items.writeBytes(new byte[] {(byte) kind, 0x02});
  }
}
