// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.uhid.HidDescription;

/** Where a test plugs virtual HID devices in. */
public interface VirtualHidBus extends AutoCloseable {

  /** A plug that is not in yet. */
  Plug plug();

  @Override
  void close();

  /** A plug; closing pulls it. */
  interface Plug extends Carrier, AutoCloseable {
    /** Plugs the device in. */
    void in(HidDescription description, Firmware firmware) throws IOException;

    @Override
    void close();
  }
}
