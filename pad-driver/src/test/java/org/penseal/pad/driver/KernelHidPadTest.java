// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import org.junit.jupiter.api.Tag;
import org.penseal.pad.transport.KernelHidBus;
import org.penseal.pad.transport.VirtualHidBus;

/** Pads over the real libhidapi, hidraw and the kernel's HID system, in real time. */
@Tag("kernel")
class KernelHidPadTest extends HidPadContract {
  @Override
  VirtualHidBus openBus() {
    return new KernelHidBus();
  }

  @Override
  double speed() {
    return 1;
  }

  @Override
  boolean lossAllowed() {
    return true;
  }

  @Override
  boolean refusedBySystem(String id) {
    // hid_ignore in drivers/hid/hid-quirks.c: product ids 5000 to 8fff of this vendor.
    return id.equals("hanvon-esp370u");
  }
}
