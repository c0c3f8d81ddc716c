// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CameraGone;
import org.penseal.liveness.LivenessException.CameraInterrupted;
import org.penseal.liveness.LivenessException.NoCamera;

/** A camera that is unplugged. The device is a stand-in: no test machine has one to unplug. */
@Tag("slow")
class DeviceCameraTest {
  private static final DeviceCamera.Waits WAITS =
      new DeviceCamera.Waits(
          Duration.ofMillis(500).multipliedBy(Integer.getInteger("penseal.timeout.factor", 1)),
          Duration.ofMillis(1500).multipliedBy(Integer.getInteger("penseal.timeout.factor", 1)),
          Duration.ofMillis(10));

  /** A device that is there or not, and gives a grey picture when it is. */
  private static final class Device implements Capture.Source {
    private volatile boolean there = true;
    private volatile boolean silent;
    private volatile CameraOrigin origin = CameraOrigin.DEVICE;
    private volatile int opened;
    private volatile int open;

    @Override
    public Capture open() throws LivenessException {
      if (!there) {
        throw new NoCamera("dev:0");
      }
      opened++;
      open++;
      return new Capture() {
        @Override
        public Optional<Frame> read(Supplier<Duration> clock) {
          pause();
          return there && !silent
              ? Optional.of(new Frame(1, 1, new byte[3], clock.get(), false))
              : Optional.empty();
        }

        @Override
        public CameraOrigin origin() {
          return origin;
        }

        @Override
        public double framesPerSecond() {
          return 25;
        }

        @Override
        public void close() {
          open--;
        }
      };
    }

    private static void pause() {
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final Device device = new Device();

  private Camera camera() throws LivenessException {
    return new DeviceCamera("test", device, WAITS);
  }

  private static void untilItStops(Camera camera) throws LivenessException {
    for (int i = 0; i < 100_000; i++) {
      camera.next();
    }
  }

  @Test
  void cameraThatComesBackSaysOnceThatItWasAway() throws Exception {
    try (Camera camera = camera()) {
      Frame before = camera.next().orElseThrow();
      device.there = false;
      Thread.ofVirtual()
          .start(
              () -> {
                Device.pause();
                while (device.open > 0) {
                  Device.pause();
                }
                device.there = true;
              });
      assertThrows(CameraInterrupted.class, () -> untilItStops(camera));
      Frame after = camera.next().orElseThrow();
      assertTrue(after.at().compareTo(before.at()) > 0);
      assertEquals(2, device.opened);
    }
    assertEquals(0, device.open);
  }

  /** A camera is pulled out, and a program puts itself in its place. */
  @Test
  void programInThePlaceOfACameraMakesTheWholeStreamDoubtful() throws Exception {
    try (Camera camera = camera()) {
      camera.next();
      assertEquals(CameraOrigin.DEVICE, camera.origin());
      device.origin = CameraOrigin.SIMULATED;
      device.there = false;
      while (device.open > 0) {
        Device.pause();
      }
      device.there = true;
      assertThrows(CameraInterrupted.class, () -> untilItStops(camera));
      device.origin = CameraOrigin.DEVICE;
      assertEquals(CameraOrigin.SIMULATED, camera.origin());
    }
  }

  @Test
  void cameraThatStaysAwayIsGoneAfterABoundedWait() throws Exception {
    try (Camera camera = camera()) {
      camera.next();
      device.there = false;
      CameraGone gone = assertThrows(CameraGone.class, () -> untilItStops(camera));
      assertTrue(gone.waited().toMillis() >= 500, gone::getMessage);
      assertEquals(0, device.open);
    }
  }

  @Test
  void cameraIsLetGoWhileItIsLookedFor() throws Exception {
    Camera camera = camera();
    device.there = false;
    while (device.open > 0) {
      Device.pause();
    }
    camera.close();
    assertEquals(Optional.empty(), camera.next());
    assertEquals(0, device.open);
  }

  @Test
  void previewSeesFramesThatNobodyTakes() throws Exception {
    CountDownLatch shown = new CountDownLatch(20);
    try (Camera camera = camera()) {
      assertTrue(camera.preview(frame -> shown.countDown()));
      assertTrue(shown.await(60, TimeUnit.SECONDS));
      Frame first = camera.next().orElseThrow();
      assertFalse(first.at().isZero(), "the oldest ones were dropped");
    }
  }

  @Test
  void previewThatFailsEndsTheCameraAndNotTheWait() throws Exception {
    try (Camera camera = camera()) {
      camera.preview(
          frame -> {
            throw new IllegalStateException("a broken preview");
          });
      assertThrows(CameraGone.class, () -> untilItStops(camera));
      assertEquals(0, device.open);
    }
  }
}
