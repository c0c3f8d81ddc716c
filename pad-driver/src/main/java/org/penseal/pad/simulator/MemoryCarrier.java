// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.transport.FeatureTransport;

/**
 * HID without a bus: reports go through memory to a host in the same process. What a host does not
 * fetch in time is lost, as with a system's own queue, though this one is longer.
 */
final class MemoryCarrier implements Carrier, AutoCloseable {
  private static final int BOUND = 4096;

  private final String uri;
  private final Runnable onUnplug;
  private @Nullable Host host;
  private boolean closed;

  /**
   * A device that no host has opened.
   *
   * @param onUnplug told when the plug is pulled by a fault
   */
  MemoryCarrier(String uri, Runnable onUnplug) {
    this.uri = uri;
    this.onUnplug = onUnplug;
  }

  /** The host opens the device; an earlier opening ends. */
  synchronized FeatureTransport open(Firmware firmware) throws PadException.NotFound {
    if (closed) {
      throw new PadException.NotFound(uri);
    }
    if (host != null) {
      host.close();
    }
    host = new Host(uri, firmware);
    return host;
  }

  @Override
  public void send(byte[] report, Damage damage) {
    Host to;
    synchronized (this) {
      to = host;
    }
    if (to == null) {
      return;
    }
    to.put(Carrier.overHid(report, damage));
  }

  @Override
  public boolean drained() {
    Host to;
    synchronized (this) {
      to = host;
    }
    return to == null || to.drained();
  }

  @Override
  public void unplug() {
    onUnplug.run();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (host != null) {
      host.close();
    }
  }

  /** The host's end. */
  private static final class Host implements FeatureTransport {
    private final String uri;
    private final Firmware firmware;
    private final Queue<byte[]> reports = new ArrayDeque<>();
    private boolean gone;

    Host(String uri, Firmware firmware) {
      this.uri = uri;
      this.firmware = firmware;
    }

    synchronized void put(byte[] report) {
      if (reports.size() < BOUND) {
        reports.add(report);
        notifyAll();
      }
    }

    synchronized boolean drained() {
      return reports.isEmpty();
    }

    private synchronized void requireThere() throws PadException.Gone {
      if (gone) {
        throw new PadException.Gone(uri, null);
      }
    }

    @Override
    public String uri() {
      return uri;
    }

    @Override
    public PadOrigin origin() {
      return PadOrigin.SIMULATED;
    }

    @Override
    public byte[] reportDescriptor() {
      return firmware.reportDescriptor();
    }

    @Override
    public byte[] getFeature(int id, int length) throws PadException {
      requireThere();
      byte[] report = firmware.getFeature(id).orElseThrow(() -> new PadException.Gone(uri, null));
      return Arrays.copyOf(report, Math.min(length, report.length));
    }

    @Override
    public void setFeature(byte[] report) throws PadException {
      requireThere();
      if (!firmware.setFeature(report.clone())) {
        throw new PadException.Gone(uri, null);
      }
    }

    @Override
    public void write(byte[] bytes) throws PadException {
      requireThere();
      // No device here has output reports.
      throw new PadException.Gone(uri, null);
    }

    @Override
    public synchronized int read(byte[] into, Duration timeout) throws PadException {
      long end = System.nanoTime() + timeout.toNanos();
      try {
        while (reports.isEmpty()) {
          requireThere();
          long nanos = end - System.nanoTime();
          if (nanos <= 0) {
            return 0;
          }
          wait(nanos / 1_000_000 + 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PadException.Interrupted(e);
      }
      byte[] report = reports.remove();
      int count = Math.min(into.length, report.length);
      System.arraycopy(report, 0, into, 0, count);
      return count;
    }

    @Override
    public synchronized void close() {
      gone = true;
      reports.clear();
      notifyAll();
    }
  }
}
