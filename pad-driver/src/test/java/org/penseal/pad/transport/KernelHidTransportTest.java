// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import org.junit.jupiter.api.Tag;

/** The contract over the real libhidapi, hidraw and the kernel's HID system. */
@Tag("kernel")
class KernelHidTransportTest extends HidTransportContract {
  @Override
  VirtualHidBus openBus() {
    return new KernelHidBus();
  }
}
