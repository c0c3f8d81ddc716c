// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.transport.Transport;

class SerialTrialTest {
  /** A line that is pulled out while it is asked. */
  private static final class Breaking implements Transport {
    boolean closed;

    @Override
    public String uri() {
      return "serial:breaking";
    }

    @Override
    public PadOrigin origin() {
      return PadOrigin.DEVICE;
    }

    @Override
    public void write(byte[] bytes) {
      // Taken.
    }

    @Override
    public int read(byte[] into, Duration timeout) throws PadException {
      throw new PadException.Gone(uri(), null);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void lineThatBreaksWhileItIsAskedIsLetGoOf() {
    Breaking line = new Breaking();
    assertThrows(PadException.Gone.class, () -> SerialTrial.heard(line));
    assertTrue(line.closed, "else the port stays in use until the program ends");
  }
}
