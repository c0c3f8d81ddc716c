// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.util.function.Consumer;
import jssc.SerialPort;
import jssc.SerialPortException;
import org.penseal.pad.PadException;

/**
 * A serial line by jssc and nothing else, polled every millisecond: what the driver is compared
 * with when its latency is measured. One thread polls; the owner closes it.
 */
public final class BareSerial implements AutoCloseable {
  private final SerialPort port;

  private BareSerial(SerialPort port) {
    this.port = port;
  }

  /**
   * Opens a line at 115200 baud, 8N1.
   *
   * @throws PadException.NotFound when it cannot be opened
   */
  public static BareSerial open(String path) throws PadException {
    SerialPort port = new SerialPort(path);
    try {
      port.openPort();
      port.setParams(
          SerialPort.BAUDRATE_115200,
          SerialPort.DATABITS_8,
          SerialPort.STOPBITS_1,
          SerialPort.PARITY_NONE);
      return new BareSerial(port);
    } catch (SerialPortException e) {
      throw new PadException.NotFound("serial:" + path);
    }
  }

  /**
   * Hands over what comes until so many bytes have come.
   *
   * @throws PadException.Gone when the line breaks
   */
  public void poll(long bytes, Consumer<byte[]> taker) throws PadException {
    long left = bytes;
    try {
      while (left > 0) {
        int waiting = port.getInputBufferBytesCount();
        if (waiting > 0) {
          byte[] came = port.readBytes(waiting);
          left -= came.length;
          taker.accept(came);
        } else {
          Thread.sleep(1);
        }
      }
    } catch (SerialPortException e) {
      throw new PadException.Gone("serial:" + port.getPortName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  @Override
  public void close() {
    try {
      port.closePort();
    } catch (SerialPortException e) {
      // Broken already.
      return;
    }
  }
}
