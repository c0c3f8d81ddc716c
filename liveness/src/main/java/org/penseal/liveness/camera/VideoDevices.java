// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.liveness.CameraOrigin;

/** The cameras of this machine, as the kernel lists them (video4linux). */
public final class VideoDevices {
  private static final Path KERNEL = Path.of("/sys/class/video4linux");
  private static final String VIRTUAL = "/devices/virtual/";
  private static final String NODE = "video";
  private static final int LONGEST_NAME = 64;

  private VideoDevices() {}

  /**
   * One camera.
   *
   * @param uri {@code dev:N}, as {@link Cameras#open} takes it
   * @param name as the device calls itself
   */
  public record Device(String uri, String name) {}

  /** All of them, by number; empty where there is none or the kernel keeps no list. */
  public static List<Device> list() {
    return list(KERNEL);
  }

  /**
   * What a camera is: one without hardware behind it lies under the kernel's virtual devices, and
   * one that the kernel does not list may be anything.
   */
  static CameraOrigin origin(int number) {
    return origin(KERNEL, number);
  }

  static CameraOrigin origin(Path folder, int number) {
    try {
      Path real = folder.resolve(NODE + number).toRealPath();
      return real.toString().contains(VIRTUAL) ? CameraOrigin.SIMULATED : CameraOrigin.DEVICE;
    } catch (IOException e) {
      return CameraOrigin.UNKNOWN; // no Linux, or a kernel that keeps no list
    }
  }

  /** Of a folder in the form of {@code /sys/class/video4linux}. */
  static List<Device> list(Path folder) {
    List<Path> nodes = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(node -> node.getFileName().toString().matches(NODE + "[0-9]{1,2}"))
          .filter(VideoDevices::captures)
          .forEach(nodes::add);
    } catch (IOException e) {
      return List.of(); // no camera was ever plugged in, or this is no Linux
    }
    nodes.sort(Comparator.comparingInt(VideoDevices::number));
    return nodes.stream().map(node -> new Device("dev:" + number(node), name(node))).toList();
  }

  private static int number(Path node) {
    return Integer.parseInt(node.getFileName().toString().substring(NODE.length()));
  }

  /** A camera has a second node for its metadata, which gives no pictures: index 1 and more. */
  private static boolean captures(Path node) {
    return read(node.resolve("index"), "0").equals("0");
  }

  private static String name(Path node) {
    String name = read(node.resolve("name"), node.getFileName().toString());
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static String read(Path file, String otherwise) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return otherwise; // unplugged meanwhile, or a driver that does not say
    }
  }
}
