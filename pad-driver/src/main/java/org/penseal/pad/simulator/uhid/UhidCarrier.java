// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.uhid;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the reports of a simulated pad over the kernel's own HID system. */
public final class UhidCarrier implements Carrier, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UhidCarrier.class);

  private final Runnable onUnplug;
  private volatile @Nullable Uhid uhid;

  /**
   * A plug that is not in yet.
   *
   * @param onUnplug told when the plug is pulled by a fault
   */
  public UhidCarrier(Runnable onUnplug) {
    this.onUnplug = onUnplug;
  }

  /**
   * Plugs the pad in.
   *
   * @throws IOException when the kernel has no uhid or does not take the device
   */
  public void plug(HidDescription description, Firmware firmware) throws IOException {
    uhid = Uhid.plug(description, firmware);
  }

  @Override
  public void send(byte[] report, Damage damage) {
    Uhid plugged = uhid;
    try {
      for (byte[] piece : Carrier.overHid(report, damage)) {
        if (plugged != null) {
          plugged.send(piece);
        }
      }
    } catch (IOException e) {
      LOG.debug("the plug is out", e);
    }
  }

  @Override
  public void unplug() {
    onUnplug.run();
  }

  /** Pulls the plug. */
  @Override
  public void close() {
    Uhid plugged = uhid;
    if (plugged != null) {
      plugged.close();
    }
  }
}
