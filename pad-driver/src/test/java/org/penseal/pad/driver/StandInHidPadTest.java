// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.io.IOException;
import org.penseal.pad.transport.StandInHidBus;
import org.penseal.pad.transport.VirtualHidBus;

/** Pads over hid4java and the stand-in libhidapi. */
class StandInHidPadTest extends HidPadContract {
  @Override
  VirtualHidBus openBus() throws IOException {
    return StandInHidBus.open();
  }

  @Override
  double speed() {
    return 10;
  }
}
