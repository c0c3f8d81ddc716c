// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.uhid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The events of {@code /dev/uhid} as bytes: {@code struct uhid_event} of linux/uhid.h, packed, in
 * the byte order of the machine; a 32-bit type and a union.
 */
final class UhidEvent {
  /** Length of the structure. */
  static final int LENGTH = 4380;

  private static final int DESTROY = 1;
  private static final int OUTPUT = 6;
  private static final int GET_REPORT = 9;
  private static final int GET_REPORT_REPLY = 10;
  private static final int CREATE2 = 11;
  private static final int INPUT2 = 12;
  private static final int SET_REPORT = 13;
  private static final int SET_REPORT_REPLY = 14;

  private static final int DATA_MAX = 4096;
  private static final int NAME_LENGTH = 128;
  private static final int PHYS_LENGTH = 64;
  private static final int UNIQ_LENGTH = 64;
  private static final short BUS_USB = 3;

  /** EIO of errno.h: the device does not have the report. */
  private static final short FAILED = 5;

  private UhidEvent() {}

  /** What the kernel asks of the device. */
  sealed interface Asked {
    /** An output report, id first. */
    record Output(byte[] report) implements Asked {}

    /** A feature report is wanted; {@code id} is the kernel's number of the question. */
    record Get(int id, int report) implements Asked {}

    /** A feature report is set, id first. */
    record Set(int id, byte[] report) implements Asked {}
  }

  static ByteBuffer create(HidDescription device, byte[] descriptor) {
    if (descriptor.length > DATA_MAX) {
      throw new IllegalArgumentException("report descriptor too long");
    }
    ByteBuffer event = event(CREATE2);
    text(event, device.product(), NAME_LENGTH);
    text(event, "", PHYS_LENGTH);
    text(event, device.serialNumber(), UNIQ_LENGTH);
    event.putShort((short) descriptor.length).putShort(BUS_USB);
    event.putInt(device.vendorId()).putInt(device.productId()).putInt(0x0100).putInt(0);
    event.put(descriptor);
    return event.rewind();
  }

  static ByteBuffer destroy() {
    return event(DESTROY).rewind();
  }

  static ByteBuffer input(byte[] report) {
    return event(INPUT2).putShort((short) report.length).put(report).rewind();
  }

  static ByteBuffer answer(Asked.Get question, Optional<byte[]> report) {
    ByteBuffer event = event(GET_REPORT_REPLY).putInt(question.id());
    event.putShort(report.isPresent() ? 0 : FAILED);
    byte[] bytes = report.orElse(new byte[0]);
    return event.putShort((short) bytes.length).put(bytes).rewind();
  }

  static ByteBuffer answer(Asked.Set question, boolean taken) {
    return event(SET_REPORT_REPLY).putInt(question.id()).putShort(taken ? 0 : FAILED).rewind();
  }

  /** What an event asks; empty when there is nothing to do. */
  static Optional<Asked> read(ByteBuffer event) {
    event.order(ByteOrder.nativeOrder());
    int type = event.getInt();
    return switch (type) {
      case OUTPUT -> {
        byte[] data = new byte[DATA_MAX];
        event.get(data);
        yield Optional.of(new Asked.Output(Arrays.copyOf(data, event.getShort() & 0xFFFF)));
      }
      case GET_REPORT -> Optional.of(new Asked.Get(event.getInt(), event.get() & 0xFF));
      case SET_REPORT -> {
        int id = event.getInt();
        event.getShort(); // report number, which the data repeat, and report type
        byte[] report = new byte[Math.min(DATA_MAX, event.getShort() & 0xFFFF)];
        event.get(report);
        yield Optional.of(new Asked.Set(id, report));
      }
      default -> Optional.empty();
    };
  }

  private static ByteBuffer event(int type) {
    return ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder()).putInt(type);
  }

  private static void text(ByteBuffer event, String text, int length) {
    byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length);
    bytes[length - 1] = 0;
    event.put(bytes);
  }
}
