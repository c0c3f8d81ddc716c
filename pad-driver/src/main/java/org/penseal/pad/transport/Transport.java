// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.time.Duration;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;

/**
 * Bytes to a device and from it.
 *
 * <p>Over a serial line the bytes come in any pieces; over HID every read gives one whole input
 * report with its id first, and a write is one output report. Threads: one reader and one writer at
 * a time, which may differ. The owner joins its reader before it closes.
 */
public interface Transport extends AutoCloseable {

  /** Where it leads, e.g. {@code serial:/dev/ttyUSB0}. */
  String uri();

  /** What stands at the other end. */
  PadOrigin origin();

  /**
   * Where it is plugged in: a name of the USB or serial port that stays the same when the device
   * comes back. Empty where there is no such place.
   */
  default Optional<String> place() {
    return Optional.empty();
  }

  /**
   * Sends all bytes.
   *
   * @throws PadException.Gone when the device was unplugged
   */
  void write(byte[] bytes) throws PadException;

  /**
   * Waits for bytes.
   *
   * @param into filled from index 0
   * @param timeout how long to wait for the first byte
   * @return number of bytes, 0 when none came in time
   * @throws PadException.Gone when the device was unplugged
   * @throws PadException.Interrupted when the thread is interrupted
   */
  int read(byte[] into, Duration timeout) throws PadException;

  /** Lets go of the device; further calls do nothing. */
  @Override
  void close();
}
