// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.penseal.pad.transport.StandInHidBus;
import org.penseal.pad.transport.VirtualHidBus;

/** Pads over hid4java and the stand-in libhidapi. */
@Tag("slow")
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
