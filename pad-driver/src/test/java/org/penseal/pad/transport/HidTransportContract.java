// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.uhid.HidDescription;

/** The contract over hid4java, whatever is below it. */
abstract class HidTransportContract extends TransportContract {
  /** Usage page FF00, usage 1: an input and an output report of 32 bytes without id. */
  private static final byte[] DESCRIPTOR =
      HexFormat.of().parseHex("0600ff0901a101150026ff007508952009018102952009019102c0");

  private static final int PIECE = 32;

  private VirtualHidBus bus;
  private VirtualHidBus.Plug plug;

  abstract VirtualHidBus openBus() throws IOException;

  VirtualHidBus bus() {
    return bus;
  }

  @BeforeEach
  void plugIn() throws Exception {
    bus = openBus();
    plug = bus.plug();
    plug.in(new HidDescription("Echo", "E1", 0x1209, 0x0002), new Echo());
    awaitDevices(1);
  }

  @AfterEach
  void pullOut() throws Exception {
    plug.close();
    awaitDevices(0);
    bus.close();
  }

  /** The kernel tells of a device a little after it was plugged in. */
  private static void awaitDevices(int count) throws Exception {
    for (int tries = 0; tries < 200 && HidBus.list().size() != count; tries++) {
      Thread.sleep(10);
    }
    assertEquals(count, HidBus.list().size());
  }

  /** Sends output reports back; its only feature report, 05, is shorter than was asked for. */
  private final class Echo implements Firmware {
    @Override
    public byte[] reportDescriptor() {
      return DESCRIPTOR;
    }

    @Override
    public Optional<byte[]> getFeature(int id) {
      return id == 5 ? Optional.of(new byte[] {5, 88}) : Optional.empty();
    }

    @Override
    public boolean setFeature(byte[] report) {
      plug.send(Arrays.copyOfRange(report, 1, report.length), Carrier.Damage.NONE);
      return true;
    }
  }

  static String path() throws PadException {
    return HidBus.list().getFirst().path();
  }

  /** Bytes in pieces of one report; the contract knows nothing of reports. */
  @Override
  Transport echoing() throws Exception {
    HidTransport hid = HidTransport.open(path());
    return new Transport() {
      @Override
      public String uri() {
        return hid.uri();
      }

      @Override
      public PadOrigin origin() {
        return hid.origin();
      }

      @Override
      public void write(byte[] bytes) throws PadException {
        for (int at = 0; at < bytes.length; at += PIECE) {
          byte[] report = new byte[1 + Math.min(PIECE, bytes.length - at)];
          System.arraycopy(bytes, at, report, 1, report.length - 1);
          hid.write(report);
        }
      }

      @Override
      public int read(byte[] into, Duration timeout) throws PadException {
        return hid.read(into, timeout);
      }

      @Override
      public void close() {
        hid.close();
      }
    };
  }

  @Override
  void unplug() {
    plug.close();
  }

  @Test
  void devicesAreListedWithTheirIdsAndDescribeTheirReports() throws Exception {
    HidBus.Attached echo = HidBus.list().getFirst();
    assertEquals(0x1209, echo.vendorId());
    assertEquals(0xFF00, echo.usagePage());
    assertEquals("E1", echo.serialNumber());
    try (HidTransport hid = HidTransport.open(echo.path())) {
      assertArrayEquals(DESCRIPTOR, hid.reportDescriptor());
    }
  }

  @Test
  void shortAnswerStaysAsShortAsItIs() throws Exception {
    try (HidTransport hid = HidTransport.open(path())) {
      assertArrayEquals(new byte[] {5, 88}, hid.getFeature(5, 17));
    }
  }

  @Test
  void missingFeatureReportIsToldLikeAMissingDevice() throws Exception {
    try (HidTransport hid = HidTransport.open(path())) {
      assertThrows(PadException.Gone.class, () -> hid.getFeature(9, 17));
      assertArrayEquals(new byte[] {5, 88}, hid.getFeature(5, 17));
    }
  }

  @Test
  void pathOfAnEarlierPlugInIsNotFound() throws Exception {
    String path = path();
    pullOut();
    assertThrows(PadException.NotFound.class, () -> HidTransport.open(path));
    plugIn();
    HidTransport.open(path()).close();
  }

  @Test
  void manyThreadsMayListAndOpenAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> runs =
          java.util.stream.IntStream.range(0, 200)
              .<Future<?>>mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            if (n % 2 == 0) {
                              assertEquals(1, HidBus.list().size());
                            } else {
                              openOrBusy(path());
                            }
                            return n;
                          }))
              .toList();
      for (Future<?> run : runs) {
        run.get();
      }
    }
  }

  private static void openOrBusy(String path) throws PadException {
    try {
      HidTransport.open(path).close();
    } catch (PadException.Busy e) {
      assertEquals("hid:" + path, e.uri);
    }
  }
}
