// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;

/** The contract over the stand-in libhidapi, and what only that can do on demand. */
@Tag("slow")
class HidTransportTest extends HidTransportContract {
  @Override
  StandInHidBus openBus() throws IOException {
    return StandInHidBus.open();
  }

  private void refuseToOpen(int times) {
    ((StandInHidBus) bus()).refuseToOpen(times);
  }

  @Test
  void openingIsTriedAgainWhileTheSystemSettlesAfterThePlugIn() throws Exception {
    refuseToOpen(5);
    HidTransport.open(path()).close();
  }

  @Test
  void deviceThatMayNotBeOpenedIsDeniedInTheEnd() throws Exception {
    refuseToOpen(Integer.MAX_VALUE);
    String path = path();
    PadException.PermissionDenied e =
        assertThrows(PadException.PermissionDenied.class, () -> HidTransport.open(path));
    assertEquals("hid:" + path, e.uri);
  }
}
