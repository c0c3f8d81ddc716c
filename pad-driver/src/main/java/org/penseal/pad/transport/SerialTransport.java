// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import jssc.SerialPort;
import jssc.SerialPortException;
import jssc.SerialPortList;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serial line through jssc without flow control.
 *
 * <p>Polls the count of waiting bytes, every millisecond while there is traffic and every ten
 * milliseconds otherwise: jssc's own timed read spins, its untimed read never notices an unplugged
 * device and its listener is not told either, whereas the count then throws.
 */
public final class SerialTransport implements Transport {
  private static final Pattern PLUGGED =
      Pattern.compile(
          "/dev/tty(USB|ACM|MXUSB)\\d+|COM\\d+"
              + "|/dev/(tty|cu)\\.(?!Bluetooth|BLTH|debug-console|wlan-debug).+");
  private static final Logger LOG = LoggerFactory.getLogger(SerialTransport.class);
  private static final Path TERMINALS = Path.of("/dev/pts");
  private static final long BUSY_NANOS = Duration.ofMillis(500).toNanos();

  private final SerialPort port;
  private final String uri;
  private final String place;
  private final PadOrigin origin;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastTraffic = System.nanoTime();

  private SerialTransport(SerialPort port, String uri, String place, PadOrigin origin) {
    this.port = port;
    this.uri = uri;
    this.place = place;
    this.origin = origin;
  }

  /**
   * Opens a line.
   *
   * @param path device file or a symbolic link to one, or a port name such as COM3
   * @param baud speed, 8N1
   * @throws PadException.NotFound when there is no such device
   * @throws PadException.Busy when this process or another program holds it
   * @throws PadException.PermissionDenied when this user may not open it
   * @throws PadException.BadLine when the line does not take the speed
   */
  public static SerialTransport open(String path, int baud) throws PadException {
    return open(path, new Settings(baud, SerialPort.DATABITS_8, SerialPort.STOPBITS_1, false));
  }

  /**
   * How a line is set.
   *
   * @param baud speed
   * @param dataBits 7 or 8
   * @param stopBits 1 or 2
   * @param oddParity whether there is an odd parity bit; else there is none
   */
  public record Settings(int baud, int dataBits, int stopBits, boolean oddParity) {}

  /**
   * Opens a line with other settings than 8N1; a pseudo terminal takes the speed only.
   *
   * @throws PadException as {@link #open(String, int)}
   */
  public static SerialTransport open(String path, Settings settings) throws PadException {
    String uri = "serial:" + path;
    // One look at what the path leads to: a link that is exchanged meanwhile changes nothing.
    String real = realPath(path);
    String place = "serial:" + real;
    OpenPlaces.take(place, uri);
    SerialPort port = new SerialPort(real);
    try {
      if (!port.openPort()) {
        throw new PadException.NotFound(uri);
      }
    } catch (SerialPortException e) {
      OpenPlaces.free(place);
      throw openingFailed(uri, e);
    } catch (PadException | RuntimeException e) {
      OpenPlaces.free(place);
      throw e;
    }
    SerialTransport transport = new SerialTransport(port, uri, place, originAt(real));
    transport.set(real, settings);
    return transport;
  }

  /** Sets the line that was just opened, or closes it. */
  private void set(String path, Settings settings) throws PadException {
    int baud = settings.baud();
    try {
      // jssc answers false on a pseudo terminal (no modem lines there) although the speed is set.
      boolean set =
          port.setParams(
              baud,
              settings.dataBits(),
              settings.stopBits(),
              settings.oddParity() ? SerialPort.PARITY_ODD : SerialPort.PARITY_NONE);
      if (!set && !pseudoTerminal(path)) {
        close();
        throw new PadException.BadLine(uri, baud);
      }
      LOG.debug("opened {} at {} baud{}", uri, baud, set ? "" : " (pseudo terminal)");
      port.purgePort(SerialPort.PURGE_RXCLEAR | SerialPort.PURGE_TXCLEAR);
    } catch (SerialPortException e) {
      close();
      throw new PadException.Gone(uri, e);
    }
  }

  /** The device file that a path leads to; the path itself where there is none, as COM3. */
  private static String realPath(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      LOG.debug("no file at {}", path, e);
      return path;
    }
  }

  /** The system's serial ports; pseudo terminals are never among them. */
  public static List<String> list() {
    return List.of(SerialPortList.getPortNames());
  }

  /**
   * Those of these ports that a device brought when it was plugged in, by their names: USB
   * converters and modems (ttyUSB, ttyACM, ttyMXUSB; on macOS every port but those of Bluetooth and
   * of its own console) and on Windows every COM port, whose name does not tell. Ports of the board
   * (ttyS, ttyAMA) are there whether anything is attached or not; Linux makes up to 32 of them.
   */
  public static List<String> plugged(List<String> ports) {
    return ports.stream().filter(port -> PLUGGED.matcher(port).matches()).toList();
  }

  private static PadException openingFailed(String uri, SerialPortException e) {
    return switch (e.getExceptionType()) {
      case SerialPortException.TYPE_PORT_BUSY -> new PadException.Busy(uri, e);
      case SerialPortException.TYPE_PERMISSION_DENIED -> new PadException.PermissionDenied(uri, e);
      default -> new PadException.NotFound(uri);
    };
  }

  /** Whether the path leads to a pseudo terminal, on which speed and parity mean nothing. */
  public static boolean pseudoTerminal(String path) {
    try {
      return Files.exists(Path.of(path)) && Path.of(path).toRealPath().startsWith(TERMINALS);
    } catch (IOException e) {
      LOG.debug("cannot resolve {}", path, e);
      return false;
    }
  }

  /** What stands at the other end of a line, before it is opened. */
  public static PadOrigin originAt(String path) {
    return SerialOrigin.of(SerialAdapter.SYSFS, path);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public Optional<String> place() {
    return origin == PadOrigin.SIMULATED
        ? Optional.empty()
        : Optional.of(placeAt(SerialAdapter.SYSFS));
  }

  private String placeAt(Path sysfs) {
    return UsbPort.ofSerial(sysfs, Path.of(place.substring("serial:".length())))
        .map(UsbPort::place)
        .orElse(place);
  }

  // A pseudo terminal has a program at its other end.
  @Override
  public PadOrigin origin() {
    return origin;
  }

  @Override
  public void write(byte[] bytes) throws PadException {
    requireOpen();
    try {
      lastTraffic = System.nanoTime();
      if (!port.writeBytes(bytes)) {
        throw new PadException.Gone(uri, null);
      }
    } catch (SerialPortException e) {
      throw new PadException.Gone(uri, e);
    }
  }

  @Override
  public int read(byte[] into, Duration timeout) throws PadException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      requireOpen();
      try {
        int waiting = port.getInputBufferBytesCount();
        if (waiting > 0) {
          byte[] bytes = port.readBytes(Math.min(waiting, into.length));
          lastTraffic = System.nanoTime();
          System.arraycopy(bytes, 0, into, 0, bytes.length);
          return bytes.length;
        }
      } catch (SerialPortException e) {
        throw new PadException.Gone(uri, e);
      }
      if (System.nanoTime() - end >= 0) {
        return 0;
      }
      pause();
    }
  }

  private void pause() throws PadException {
    try {
      Thread.sleep(System.nanoTime() - lastTraffic < BUSY_NANOS ? 1 : 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  private void requireOpen() throws PadException {
    if (closed.get()) {
      throw new PadException.Gone(uri, null);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        port.closePort();
      } catch (SerialPortException e) {
        LOG.debug("closing {} failed; it was probably unplugged", uri, e);
      } finally {
        OpenPlaces.free(place);
      }
    }
  }
}
