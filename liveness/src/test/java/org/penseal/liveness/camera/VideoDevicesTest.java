// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.camera.VideoDevices.Device;

/** A folder in the form of /sys/class/video4linux stands for cameras that are not there. */
class VideoDevicesTest {
  @TempDir Path kernel;

  private void node(String name, String index, String device) throws IOException {
    Path node = Files.createDirectory(kernel.resolve(name));
    Files.writeString(node.resolve("index"), index + "\n");
    Files.writeString(node.resolve("name"), device + "\n");
  }

  @Test
  void listsCamerasByNumberWithoutTheirMetadataNodes() throws Exception {
    node("video10", "0", "Document camera");
    node("video2", "0", "HD Webcam");
    node("video3", "1", "HD Webcam");
    node("v4l-subdev0", "0", "no camera");
    assertEquals(
        List.of(new Device("dev:2", "HD Webcam"), new Device("dev:10", "Document camera")),
        VideoDevices.list(kernel));
  }

  /** v4l2loopback and the like have no hardware that the kernel could name. */
  @Test
  void cameraWithoutHardwareIsNoDevice() throws Exception {
    Path virtual = Files.createDirectories(kernel.resolve("devices/virtual/video4linux/video0"));
    Path usb = Files.createDirectories(kernel.resolve("devices/pci0/usb1/video4linux/video1"));
    Path list = Files.createDirectory(kernel.resolve("class"));
    Files.createSymbolicLink(list.resolve("video0"), virtual);
    Files.createSymbolicLink(list.resolve("video1"), usb);
    assertEquals(CameraOrigin.SIMULATED, VideoDevices.origin(list, 0));
    assertEquals(CameraOrigin.DEVICE, VideoDevices.origin(list, 1));
    assertEquals(CameraOrigin.UNKNOWN, VideoDevices.origin(list, 2), "the kernel does not list it");
    assertEquals(CameraOrigin.UNKNOWN, VideoDevices.origin(kernel.resolve("missing"), 1));
  }

  @Test
  void withoutAKernelListThereIsNone() {
    assertEquals(List.of(), VideoDevices.list(kernel.resolve("missing")));
  }
}
