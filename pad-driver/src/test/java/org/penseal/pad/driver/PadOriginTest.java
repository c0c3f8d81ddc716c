// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.Pad;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.driver.place.PadUri;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;
import org.penseal.pad.transport.ReplayTransport;
import org.penseal.pad.transport.SerialTransport;

/** A pad's origin is the line's word, whatever the pad says of itself. */
@Timeout(600)
class PadOriginTest {
  private static PadSimulator.Setup setup() {
    return new PadSimulator.Setup(
        PadRig.model("stu-430v"), "A", Optional.empty(), SimulatedCustomer.nobody(), 20);
  }

  private static PadDriver driver() {
    return new PadDriver(PadRig.CATALOG, new Random(1));
  }

  @Test
  void padWithoutAChipAtAPseudoTerminalIsNoDevice() throws Exception {
    try (PadSimulator simulator = PadSimulator.start(setup())) {
      assertEquals(PadOrigin.SIMULATED, PadUri.parse(simulator.uri()).origin());
      try (Pad pad = driver().open(simulator.uri())) {
        assertEquals(PadOrigin.SIMULATED, pad.identity().origin());
      }
    }
  }

  @Test
  void padInMemoryIsNoDevice() throws Exception {
    try (PadSimulator simulator = PadSimulator.inMemory(setup());
        Pad pad = driver().openHid(simulator.openHid(), PadRig.model("stu-430v"))) {
      assertEquals(PadOrigin.SIMULATED, pad.identity().origin());
    }
  }

  @Test
  void whatIsReplayedWasRecordedAndARecorderChangesNothing() throws Exception {
    Recording recording;
    try (PadSimulator simulator = PadSimulator.start(setup())) {
      Recorder recorder = Recorder.inMemory();
      SerialTransport line = SerialTransport.open(simulator.path().toString(), 115_200);
      try (Pad pad = driver().open(line, PadRig.model("stu-430v"), recorder)) {
        assertEquals(PadOrigin.SIMULATED, pad.identity().origin());
      }
      recording = recorder.recording();
    }
    try (Pad pad = driver().open(new ReplayTransport(recording))) {
      assertEquals(PadOrigin.RECORDED, pad.identity().origin());
    }
  }
}
