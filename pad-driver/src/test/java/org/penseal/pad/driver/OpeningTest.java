// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.SerialAdapterTest;

/** Pads that the driver does not open, and lets go of. */
@Timeout(600)
class OpeningTest {
  @Test
  void modelOfAPadThatDoesNotNameItselfMustBeTold(@TempDir Path sysfs) throws Exception {
    SerialAdapterTest.plug(sysfs, "ttyUSB7", "0403:6001", "TOPAZBSB");
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1), sysfs);
    PadException.ModelNeeded e =
        assertThrows(PadException.ModelNeeded.class, () -> driver.open("serial:/dev/no/ttyUSB7"));
    assertTrue(e.choices.contains("topaz-siglite-lcd-4x5"), e.choices);
    assertThrows(
        PadException.UnknownModel.class, () -> driver.open("serial:/dev/ttyUSB7?model=stu-999"));
    assertThrows(
        PadException.UnknownModel.class,
        () -> driver.open("serial:/dev/ttyUSB7?model=epadlink-epad"),
        "which has no serial line");
    // Told, it is looked for.
    assertThrows(
        PadException.NotFound.class,
        () -> driver.open("serial:/dev/no/ttyUSB7?model=topaz-clipgem"));
  }

  @Test
  void hanvonThatDoesNotAnswerTheHandshakeTimesOutAndIsLetGoOf() {
    PadModel model = PadRig.model("hanvon-esp370u");
    SilentDevice silent = new SilentDevice();
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
    assertThrows(PadException.TimedOut.class, () -> driver.openHid(silent, model));
    assertTrue(silent.closed);
  }

  @Test
  void digitizerWhoseDescriptorLiesIsNotOpened() {
    SilentDevice silent = new SilentDevice();
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
    PadModel model = PadRig.model("hid-digitizer");
    assertThrows(PadException.Malformed.class, () -> driver.openHid(silent, model));
    assertTrue(silent.closed);
  }

  /** A device that takes everything and says nothing. */
  private static final class SilentDevice implements FeatureTransport {
    private volatile boolean closed;

    @Override
    public String uri() {
      return "hid:silent";
    }

    @Override
    public PadOrigin origin() {
      return PadOrigin.DEVICE;
    }

    @Override
    public byte[] reportDescriptor() {
      return new byte[] {0x05};
    }

    @Override
    public byte[] getFeature(int id, int length) {
      return new byte[length];
    }

    @Override
    public void setFeature(byte[] report) {
      // Taken.
    }

    @Override
    public void write(byte[] bytes) {
      // Taken.
    }

    @Override
    public int read(byte[] into, Duration timeout) {
      LockSupport.parkNanos(timeout.toNanos());
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
