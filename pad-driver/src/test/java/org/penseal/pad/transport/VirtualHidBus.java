// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import org.penseal.pad.simulator.uhid.VirtualHid;

/** Where a test plugs virtual HID devices in. */
public interface VirtualHidBus extends AutoCloseable {

  /** Plugs a device in. */
  Plugged plug(VirtualHid device) throws IOException;

  @Override
  void close();

  /** A device that is plugged in; closing pulls the plug. */
  interface Plugged extends AutoCloseable {
    /** Sends an input report to whoever has the device open. */
    void send(byte[] report) throws IOException;

    @Override
    void close();
  }
}
