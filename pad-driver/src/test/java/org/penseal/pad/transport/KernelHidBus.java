// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.uhid.HidDescription;
import org.penseal.pad.simulator.uhid.UhidCarrier;

/** The kernel's own HID system. */
public final class KernelHidBus implements VirtualHidBus {

  @Override
  public Plug plug() {
    return new KernelPlug();
  }

  @Override
  public void close() {
    // The kernel stays; whoever plugged a device in pulls it out.
  }

  private static final class KernelPlug implements Plug {
    private final UhidCarrier carrier = new UhidCarrier(this::close);

    @Override
    public void in(HidDescription description, Firmware firmware) throws IOException {
      carrier.plug(description, firmware);
    }

    @Override
    public void send(byte[] report, Damage damage) {
      carrier.send(report, damage);
    }

    @Override
    public void unplug() {
      close();
    }

    @Override
    public void close() {
      carrier.close();
    }
  }
}
