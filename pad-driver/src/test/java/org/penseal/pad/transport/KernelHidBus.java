// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import org.penseal.pad.simulator.uhid.Uhid;
import org.penseal.pad.simulator.uhid.VirtualHid;

/** The kernel's own HID system. */
public final class KernelHidBus implements VirtualHidBus {

  @Override
  public Plugged plug(VirtualHid device) throws IOException {
    Uhid uhid = Uhid.plug(device);
    return new Plugged() {
      @Override
      public void send(byte[] report) throws IOException {
        uhid.send(report);
      }

      @Override
      public void close() {
        uhid.close();
      }
    };
  }

  @Override
  public void close() {
    // The kernel stays; whoever plugged a device in pulls it out.
  }
}
