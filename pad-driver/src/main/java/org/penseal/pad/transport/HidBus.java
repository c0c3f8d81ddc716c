// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.hid4java.HidDevice;
import org.hid4java.HidException;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HID devices of this computer, through hid4java (hidapi, on Linux over hidraw).
 *
 * <p>The native library knows one process, and crashes when two threads enumerate: whatever thread
 * asks, one thread of this class enumerates and opens. hid4java's own scan is off. Any thread may
 * call; a call waits for its turn, and an interrupted one ends with {@link
 * PadException.Interrupted}.
 */
public final class HidBus {
  private static final Logger LOG = LoggerFactory.getLogger(HidBus.class);

  /** Right after the plug is in, the system has not given the user its permission yet. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private static final long RETRY_MS = 50;

  private static final ExecutorService ENUMERATOR =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("hid-enumerator").daemon().factory());

  /** When each attached path was seen first, {@code System.nanoTime}. */
  private static final Map<String, Long> FIRST_SEEN = new ConcurrentHashMap<>();

  private HidBus() {}

  /**
   * An attached HID device, one for each interface.
   *
   * @param path path for {@link HidTransport#open}; another one after each plug-in
   * @param vendorId USB vendor id, 0..65535
   * @param productId USB product id, 0..65535
   * @param usagePage usage page of its first collection, 0..65535
   * @param usage usage of its first collection, 0..65535
   * @param serialNumber empty when it has none
   */
  public record Attached(
      String path, int vendorId, int productId, int usagePage, int usage, String serialNumber) {}

  /** The attached HID devices of every kind; empty when the system has no HID. */
  public static List<Attached> list() throws PadException.Interrupted {
    return onEnumerator(HidBus::enumerate).stream()
        .map(
            d ->
                new Attached(
                    d.getPath(),
                    d.getVendorId() & 0xFFFF,
                    d.getProductId() & 0xFFFF,
                    d.getUsagePage() & 0xFFFF,
                    d.getUsage() & 0xFFFF,
                    Objects.requireNonNullElse(d.getSerialNumber(), "")))
        .toList();
  }

  /**
   * Opens the device at a path; tries for two seconds after the plug-in.
   *
   * @throws PadException.NotFound when it is not attached
   * @throws PadException.PermissionDenied when it is attached and cannot be opened
   */
  static HidDevice open(String path) throws PadException {
    while (true) {
      HidDevice opened = openedOnEnumerator(path);
      if (opened == null) {
        throw new PadException.NotFound("hid:" + path);
      }
      if (opened.isOpen()) {
        return opened;
      }
      long age = System.nanoTime() - FIRST_SEEN.getOrDefault(path, 0L);
      if (age > SETTLING.toNanos()) {
        throw new PadException.PermissionDenied("hid:" + path, null);
      }
      pause();
    }
  }

  /** What was opened for a caller that was interrupted meanwhile is closed again. */
  private static @Nullable HidDevice openedOnEnumerator(String path)
      throws PadException.Interrupted {
    AtomicReference<@Nullable HidDevice> forNobody = new AtomicReference<>();
    try {
      return onEnumerator(
          () -> {
            HidDevice device = openOnce(path);
            forNobody.set(device);
            return device;
          });
    } catch (PadException.Interrupted e) {
      ENUMERATOR.execute(
          () -> {
            HidDevice device = forNobody.get();
            if (device != null && device.isOpen()) {
              device.close();
            }
          });
      throw e;
    }
  }

  /** Null when nothing is there; not open when it could not be opened. */
  private static @Nullable HidDevice openOnce(String path) {
    for (HidDevice device : enumerate()) {
      if (device.getPath().equals(path)) {
        device.open();
        return device;
      }
    }
    return null;
  }

  private static List<HidDevice> enumerate() {
    List<HidDevice> found;
    try {
      found = new ArrayList<>(services().getAttachedHidDevices());
    } catch (HidException | LinkageError e) {
      LOG.warn("this system has no HID: {}", e.toString());
      return List.of();
    }
    List<String> paths = found.stream().map(HidDevice::getPath).toList();
    FIRST_SEEN.keySet().retainAll(paths);
    paths.forEach(path -> FIRST_SEEN.putIfAbsent(path, System.nanoTime()));
    return found;
  }

  /** hid4java has one such object for the process, which is never shut down while pads are open. */
  private static HidServices services() {
    HidServicesSpecification specification = new HidServicesSpecification();
    specification.setAutoStart(false);
    specification.setAutoShutdown(false);
    specification.setScanMode(ScanMode.NO_SCAN);
    return HidManager.getHidServices(specification);
  }

  private static <T extends @Nullable Object> T onEnumerator(Callable<T> task)
      throws PadException.Interrupted {
    try {
      return ENUMERATOR.submit(task).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("enumeration of HID devices failed", e.getCause());
    }
  }

  private static void pause() throws PadException.Interrupted {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }
}
