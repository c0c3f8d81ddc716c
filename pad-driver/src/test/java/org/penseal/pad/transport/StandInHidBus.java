// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.uhid.HidDescription;

/**
 * The other end of the stand-in libhidapi ({@code src/test/c/hidapi_standin.c}, which describes the
 * requests). hid4java, JNA and the driver above them are the real ones; the kernel's HID system is
 * not there, since the kernels of most build machines have no uhid.
 */
public final class StandInHidBus implements VirtualHidBus {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<String, Device> devices = new ConcurrentHashMap<>();
  private volatile int refusals;

  private StandInHidBus(ServerSocketChannel server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  /** Answers at the socket that the environment names to this process. */
  public static StandInHidBus open() throws IOException {
    Path socket = Path.of(System.getenv("PENSEAL_HID_SOCKET"));
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    StandInHidBus bus = new StandInHidBus(server, socket);
    Thread.ofVirtual().name("stand-in-hid").start(bus::serve);
    return bus;
  }

  /** The next so many attempts to open a device fail, as right after a plug-in. */
  public void refuseToOpen(int times) {
    refusals = times;
  }

  @Override
  public Plug plug() {
    return new Device("stand-in:" + COUNT.incrementAndGet());
  }

  private void serve() {
    try {
      while (true) {
        SocketChannel host = server.accept();
        Thread.ofVirtual().start(() -> serve(host));
      }
    } catch (IOException e) {
      // The bus was closed.
    }
  }

  private void serve(SocketChannel host) {
    try {
      DataInputStream in = new DataInputStream(Channels.newInputStream(host));
      String line = line(in);
      switch (line.charAt(0)) {
        case 'L' -> list(host);
        case 'C' -> control(host, in, line.substring(2));
        case 'I' -> {
          Device device = devices.get(line.substring(2));
          if (device == null) {
            host.close();
          } else {
            device.listen(host);
          }
        }
        default -> host.close();
      }
    } catch (IOException e) {
      // The host hung up.
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private void list(SocketChannel host) throws IOException {
    try (host) {
      StringBuilder text = new StringBuilder();
      for (Device device : devices.values()) {
        HidDescription d = device.description;
        byte[] descriptor = device.firmware.reportDescriptor();
        int page =
            (descriptor[1] & 0xFF) | (descriptor[0] == 0x06 ? (descriptor[2] & 0xFF) << 8 : 0);
        text.append(
            "%s\t%04x\t%04x\t%04x\t1\t0\t%s\tvirtual\t%s\n"
                .formatted(
                    device.path, d.vendorId(), d.productId(), page, d.serialNumber(), d.product()));
      }
      host.write(StandardCharsets.ISO_8859_1.encode(text.toString()));
    }
  }

  private void control(SocketChannel host, DataInputStream in, String path) throws IOException {
    Device device = devices.get(path);
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(host));
    boolean refused = device == null || refusals > 0;
    refusals = Math.max(0, refusals - 1);
    out.write(refused ? 0 : 1);
    if (refused || device == null) {
      host.close();
      return;
    }
    device.controls.add(host);
    while (true) {
      byte[] answer = answer(device.firmware, in);
      out.write(answer);
    }
  }

  /** The answer to one request: a length, and bytes when something was asked for. */
  private static byte[] answer(Firmware firmware, DataInputStream in) throws IOException {
    char kind = (char) in.readUnsignedByte();
    return switch (kind) {
      case 'G' -> {
        int id = in.readUnsignedByte();
        int room = in.readUnsignedShort();
        yield bytes(firmware.getFeature(id), room);
      }
      case 'D' -> bytes(Optional.of(firmware.reportDescriptor()), 4096);
      default -> {
        byte[] report = new byte[in.readUnsignedShort()];
        in.readFully(report);
        yield length(firmware.setFeature(report) ? report.length : -1);
      }
    };
  }

  private static byte[] bytes(Optional<byte[]> report, int room) {
    if (report.isEmpty()) {
      return length(-1);
    }
    int count = Math.min(room, report.get().length);
    byte[] answer = new byte[2 + count];
    System.arraycopy(length(count), 0, answer, 0, 2);
    System.arraycopy(report.get(), 0, answer, 2, count);
    return answer;
  }

  private static byte[] length(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  @Override
  public void close() {
    List.copyOf(devices.values()).forEach(Device::close);
    try (server) {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Device implements Plug {
    private final String path;
    private final List<SocketChannel> inputs = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> controls = new CopyOnWriteArrayList<>();
    private HidDescription description = new HidDescription("", "", 0, 0);
    private Firmware firmware = () -> new byte[0];

    Device(String path) {
      this.path = path;
    }

    /** Told to the host before any report, else one that comes at once would be lost. */
    private void listen(SocketChannel host) throws IOException {
      synchronized (host) {
        inputs.add(host);
        Channels.newOutputStream(host).write(1);
      }
    }

    @Override
    public void in(HidDescription newDescription, Firmware newFirmware) {
      description = newDescription;
      firmware = newFirmware;
      devices.put(path, this);
    }

    @Override
    public void send(byte[] report, Damage damage) {
      byte[] sent = Carrier.overHid(report, damage);
      byte[] framed = new byte[2 + sent.length];
      System.arraycopy(length(sent.length), 0, framed, 0, 2);
      System.arraycopy(sent, 0, framed, 2, sent.length);
      for (SocketChannel host : inputs) {
        synchronized (host) {
          write(host, framed);
        }
      }
    }

    @Override
    public void unplug() {
      close();
    }

    private void write(SocketChannel host, byte[] framed) {
      try {
        Channels.newOutputStream(host).write(framed);
      } catch (IOException e) {
        inputs.remove(host); // the host has closed the device
      }
    }

    @Override
    public void close() {
      devices.remove(path);
      for (SocketChannel host : inputs) {
        hangUp(host);
      }
      for (SocketChannel host : controls) {
        hangUp(host);
      }
    }

    private static void hangUp(@Nullable SocketChannel host) {
      try {
        if (host != null) {
          host.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
