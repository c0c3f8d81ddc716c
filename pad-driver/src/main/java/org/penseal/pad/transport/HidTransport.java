// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.hid4java.HidDevice;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open HID device.
 *
 * <p>A failed read is an unplugged device; no system tells the two apart. One thread reads; it must
 * have ended before {@link #close} (closing under a reader crashes the native library).
 */
public final class HidTransport implements FeatureTransport {
  private static final Logger LOG = LoggerFactory.getLogger(HidTransport.class);

  /** Longest report descriptor, HID_MAX_DESCRIPTOR_SIZE of Linux and hidapi. */
  private static final int LONGEST_DESCRIPTOR = 4096;

  /** The native wait cannot be interrupted; this is how long an interrupt waits at most. */
  private static final int SLICE_MS = 100;

  /** hid4java 0.8.0 asks into a buffer of 512 bytes, id included, whatever length it is told. */
  private static final int LONGEST_FEATURE = 511;

  private static final Path SYSFS = Path.of("/sys");
  private static final String UHID = "/devices/virtual/misc/uhid/";

  private final HidDevice device;
  private final String uri;
  private final byte[] descriptor;
  private final PadOrigin origin;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HidTransport(HidDevice device, byte[] descriptor) {
    this.device = device;
    this.uri = "hid:" + device.getPath();
    this.descriptor = descriptor;
    this.origin = origin(SYSFS, device.getPath());
  }

  /**
   * Opens the device at a path that {@link HidBus#list} gave; tries for two seconds after the
   * plug-in, before which the system may not have given its permission.
   *
   * @throws PadException.NotFound when it is not attached
   * @throws PadException.PermissionDenied when it is attached and cannot be opened
   * @throws PadException.Busy when this process has it open
   */
  public static HidTransport open(String path) throws PadException {
    String uri = "hid:" + path;
    OpenPlaces.take(uri, uri);
    try {
      HidDevice device = HidBus.open(path);
      byte[] descriptor = new byte[LONGEST_DESCRIPTOR];
      int length = device.getReportDescriptor(descriptor);
      return new HidTransport(device, Arrays.copyOf(descriptor, Math.max(0, length)));
    } catch (PadException | RuntimeException e) {
      OpenPlaces.free(uri);
      throw e;
    }
  }

  @Override
  public byte[] reportDescriptor() {
    return descriptor.clone();
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public PadOrigin origin() {
    return origin;
  }

  @Override
  public Optional<String> place() {
    return origin == PadOrigin.SIMULATED
        ? Optional.empty()
        : Optional.of(place(SYSFS, device.getPath()));
  }

  /** What stands at a path of {@link HidBus#list}, before it is opened. */
  public static PadOrigin originAt(String path) {
    return origin(SYSFS, path);
  }

  /** The USB port, which stays the same when the device comes back under another number. */
  static String place(Path sysfs, String path) {
    return node(sysfs, path).flatMap(UsbPort::of).map(UsbPort::place).orElse("hid:" + path);
  }

  /**
   * Devices that a program gave to the kernel lie under its uhid device; one that the kernel does
   * not know may come from anywhere, another library of HID among it.
   */
  static PadOrigin origin(Path sysfs, String path) {
    return node(sysfs, path)
        .map(real -> real.toString().contains(UHID) ? PadOrigin.SIMULATED : PadOrigin.DEVICE)
        .orElse(PadOrigin.UNKNOWN);
  }

  // By its device file, or by port and interface, as hidapi names it over libusb.
  private static Optional<Path> node(Path sysfs, String path) {
    for (String list : List.of("class/hidraw", "bus/usb/devices")) {
      try {
        Path name = Path.of(path).getFileName();
        Path node = sysfs.resolve(list).resolve(String.valueOf(name));
        if (Files.exists(node)) {
          return Optional.of(node.toRealPath());
        }
      } catch (IOException | InvalidPathException e) {
        LOG.debug("cannot resolve {}", path, e);
      }
    }
    return Optional.empty();
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    byte[] data = Arrays.copyOfRange(bytes, 1, bytes.length);
    control(() -> device.write(data, data.length, bytes[0]));
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    long left = timeout.toMillis();
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new PadException.Interrupted(new InterruptedException());
      }
      requireDone(0);
      int slice = (int) Math.min(left, SLICE_MS);
      // The form with a buffer: the other one fails with NegativeArraySizeException on unplug.
      int count = requireDone(device.read(into, slice));
      left -= slice;
      if (count > 0 || left <= 0) {
        return count;
      }
    }
  }

  @Override
  public byte[] getFeature(int id, int asked) throws PadException {
    int length = Math.min(asked, LONGEST_FEATURE);
    byte[] data = new byte[length];
    // The library counts the id in its answer but copies the data without it.
    int count = Math.clamp(control(() -> device.getFeatureReport(data, (byte) id)), 1, length);
    byte[] report = new byte[count];
    report[0] = (byte) id;
    System.arraycopy(data, 0, report, 1, count - 1);
    return report;
  }

  @Override
  public void setFeature(byte[] report) throws PadException {
    byte[] data = Arrays.copyOfRange(report, 1, report.length);
    control(() -> device.sendFeatureReport(data, report[0]));
  }

  /** One request at a time, and none while the device is being closed. */
  private int control(IntSupplier request) throws PadException {
    synchronized (device) {
      requireDone(0);
      return requireDone(request.getAsInt());
    }
  }

  private int requireDone(int result) throws PadException {
    if (closed.get() || result < 0) {
      throw new PadException.Gone(uri, null);
    }
    return result;
  }

  @Override
  public void close() {
    synchronized (device) {
      if (closed.compareAndSet(false, true)) {
        device.close();
        OpenPlaces.free(uri);
        LOG.debug("closed {}", uri);
      }
    }
  }
}
