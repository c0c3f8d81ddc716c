// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hid4java.HidDevice;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;
import org.penseal.pad.PadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A HID device through hid4java (hidapi, on Linux over hidraw).
 *
 * <p>No background scan: only the thread that opens or lists enumerates, since two that do crash
 * the native library. A failed read is an unplugged device; no system tells the two apart.
 */
public final class HidTransport implements FeatureTransport {
  private static final Logger LOG = LoggerFactory.getLogger(HidTransport.class);

  private final HidServices services;
  private final HidDevice device;
  private final String uri;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HidTransport(HidServices services, HidDevice device) {
    this.services = services;
    this.device = device;
    this.uri = "hid:" + device.getPath();
  }

  /**
   * An attached HID device.
   *
   * @param path path for {@link #open}
   * @param vendorId USB vendor id
   * @param productId USB product id
   * @param usagePage usage page of its interface, 0 when the system does not tell
   * @param usage usage of its interface, 0 when the system does not tell
   */
  public record Attached(String path, int vendorId, int productId, int usagePage, int usage) {}

  /** The attached HID devices of every kind; empty when the system has no HID. */
  public static synchronized List<Attached> list() {
    HidServices services = services();
    try {
      List<Attached> found = new ArrayList<>();
      for (HidDevice device : services.getAttachedHidDevices()) {
        found.add(
            new Attached(
                device.getPath(),
                device.getVendorId(),
                device.getProductId(),
                // Vendor pages come sign-extended.
                device.getUsagePage() & 0xFFFF,
                device.getUsage() & 0xFFFF));
      }
      return List.copyOf(found);
    } finally {
      services.shutdown();
    }
  }

  /**
   * Opens the device at a path that {@link #list} gave.
   *
   * @throws PadException.NotFound when it is not attached
   * @throws PadException.PermissionDenied when it is attached and cannot be opened
   */
  public static synchronized HidTransport open(String path) throws PadException {
    HidServices services = services();
    for (HidDevice device : services.getAttachedHidDevices()) {
      if (device.getPath().equals(path)) {
        if (device.open()) {
          return new HidTransport(services, device);
        }
        services.shutdown();
        throw new PadException.PermissionDenied("hid:" + path, null);
      }
    }
    services.shutdown();
    throw new PadException.NotFound("hid:" + path);
  }

  private static HidServices services() {
    HidServicesSpecification specification = new HidServicesSpecification();
    specification.setAutoStart(false);
    specification.setAutoShutdown(false);
    specification.setScanMode(ScanMode.NO_SCAN);
    return HidManager.getHidServices(specification);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    byte[] data = new byte[bytes.length - 1];
    System.arraycopy(bytes, 1, data, 0, data.length);
    requireDone(device.write(data, data.length, bytes[0]));
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    if (Thread.currentThread().isInterrupted()) {
      throw new PadException.Interrupted(new InterruptedException());
    }
    // The form with a buffer: the other one fails with NegativeArraySizeException on unplug.
    return requireDone(device.read(into, Math.toIntExact(timeout.toMillis())));
  }

  @Override
  public byte[] getFeature(int id, int length) throws PadException {
    byte[] data = new byte[length];
    // The library counts the id in its answer but copies the data without it.
    requireDone(device.getFeatureReport(data, (byte) id));
    byte[] report = new byte[length];
    report[0] = (byte) id;
    System.arraycopy(data, 0, report, 1, length - 1);
    return report;
  }

  @Override
  public void setFeature(byte[] report) throws PadException {
    byte[] data = new byte[report.length - 1];
    System.arraycopy(report, 1, data, 0, data.length);
    requireDone(device.sendFeatureReport(data, report[0]));
  }

  private int requireDone(int result) throws PadException {
    if (closed.get() || result < 0) {
      throw new PadException.Gone(uri, null);
    }
    return result;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      device.close();
      services.shutdown();
      LOG.debug("closed {}", uri);
    }
  }
}
