// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.uhid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penseal.pad.simulator.firmware.Firmware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual device in the kernel's own HID system, through {@code /dev/uhid}: the host finds it as
 * a hidraw file like any other. Needs Linux with uhid and the right to open that file.
 *
 * <p>One thread of its own answers the kernel, which waits five seconds for an answer. Any thread
 * may send; the owner closes it, which pulls the plug.
 */
public final class Uhid implements AutoCloseable {
  /** The device file. */
  public static final Path FILE = Path.of("/dev/uhid");

  private static final Logger LOG = LoggerFactory.getLogger(Uhid.class);

  private final RandomAccessFile file;
  private final Firmware firmware;
  private final Thread answering;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Uhid(RandomAccessFile file, Firmware firmware) {
    this.file = file;
    this.firmware = firmware;
    this.answering = Thread.ofPlatform().name("uhid").daemon().unstarted(this::answer);
  }

  /** Whether this kernel has uhid and this user may use it. */
  public static boolean available() {
    return Files.isReadable(FILE) && Files.isWritable(FILE);
  }

  /**
   * Plugs a device in.
   *
   * @throws IOException when the kernel has no uhid or does not take the device
   */
  public static Uhid plug(HidDescription description, Firmware firmware) throws IOException {
    Uhid uhid = new Uhid(new RandomAccessFile(FILE.toFile(), "rw"), firmware);
    try {
      uhid.write(UhidEvent.create(description, firmware.reportDescriptor()));
    } catch (IOException e) {
      uhid.file.close();
      throw e;
    }
    uhid.answering.start();
    return uhid;
  }

  /** Sends an input report, id first when the device numbers its reports. */
  public void send(byte[] report) throws IOException {
    write(UhidEvent.input(report));
  }

  private void answer() {
    byte[] event = new byte[UhidEvent.LENGTH];
    // The end of the device is an event too, so that nobody closes the file under this read.
    try (file) {
      while (!closed.get() && file.read(event) > 0) {
        handle(ByteBuffer.wrap(event));
      }
    } catch (IOException e) {
      LOG.warn("virtual HID device ends", e);
    }
  }

  private void handle(ByteBuffer event) throws IOException {
    UhidEvent.Asked asked = UhidEvent.read(event).orElse(null);
    switch (asked) {
      case UhidEvent.Asked.Get get ->
          write(UhidEvent.answer(get, firmware.getFeature(get.report())));
      case UhidEvent.Asked.Set set ->
          write(UhidEvent.answer(set, firmware.setFeature(set.report())));
      case UhidEvent.Asked.Output output -> firmware.setFeature(output.report());
      case null, default -> {
        // Start, stop, open and close need no answer.
      }
    }
  }

  /** Not a channel: its writers wait for its readers. One event is one call to the kernel. */
  private void write(ByteBuffer event) throws IOException {
    file.write(event.array());
  }

  /** Pulls the plug. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        write(UhidEvent.destroy());
      } catch (IOException e) {
        LOG.debug("virtual HID device was gone already", e);
      }
    }
  }
}
