// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.penseal.pad.TimeoutFactor;

/**
 * A machine of its own for one process, as far as the process can tell: a mount namespace in which
 * {@code /dev} and {@code /sys} are of the test, so that pseudo terminals are listed as USB
 * converters and a camera is at {@code /dev/video0}. The program itself is the one that ships, and
 * what it asks the kernel is answered from outside it.
 */
final class DeskMachine {
  /** Where the first converter is, and the second. */
  static final String PAD = "/dev/ttyUSB0";

  static final String READER = "/dev/ttyUSB1";

  private static final String USB = "devices/pci0000:00/0000:00:14.0/usb1";

  // The last words are the program. A mount namespace of one's own needs no rights of root.
  private static final String MOUNTS =
      """
      set -e
      mount -t tmpfs none "$FOLDER/dev"
      for each in null zero full random urandom tty; do
        : > "$FOLDER/dev/$each"; mount --bind "/dev/$each" "$FOLDER/dev/$each"
      done
      mkdir "$FOLDER/dev/pts" "$FOLDER/dev/shm"
      mount --rbind /dev/pts "$FOLDER/dev/pts"
      mount --bind /dev/shm "$FOLDER/dev/shm"
      ln -s /proc/self/fd "$FOLDER/dev/fd"
      ln -s pts/ptmx "$FOLDER/dev/ptmx"
      : > "$FOLDER/dev/video0"
      : > "$FOLDER/dev/ttyUSB0"; mount --bind "$PAD_LINE" "$FOLDER/dev/ttyUSB0"
      : > "$FOLDER/dev/ttyUSB1"; mount --bind "$READER_LINE" "$FOLDER/dev/ttyUSB1"
      mount --rbind "$FOLDER/dev" /dev
      mount --bind "$FOLDER/sys" /sys
      exec env LD_PRELOAD="$FOLDER/devices.so" "$@"
      """;

  private final Path folder;
  private final Path clips;
  private final Map<String, String> lines;

  private DeskMachine(Path folder, Path clips, Map<String, String> lines) {
    this.folder = folder;
    this.clips = clips;
    this.lines = lines;
  }

  /** Whether this system lets a test have namespaces of its own. */
  static boolean possible() throws Exception {
    Process process =
        new ProcessBuilder("unshare", "--map-root-user", "--mount", "true")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  /**
   * Makes it.
   *
   * @param folder of its own
   * @param clips what the camera sees, as devices.c has it
   * @param pad pseudo terminal that is the first converter
   * @param reader pseudo terminal that is the second one
   */
  static DeskMachine make(Path folder, Path clips, Path pad, Path reader) throws Exception {
    Files.createDirectories(folder.resolve("dev"));
    converter(folder.resolve("sys"), "ttyUSB0", "1-2", "pad", pad);
    converter(folder.resolve("sys"), "ttyUSB1", "1-4", "card reader", reader);
    Path camera = folder.resolve("sys").resolve(USB).resolve("1-3/1-3:1.0/video4linux/video0");
    Files.createDirectories(camera);
    Files.writeString(camera.resolve("name"), "Desk camera\n");
    Files.writeString(camera.resolve("index"), "0\n");
    listed(folder.resolve("sys/class/video4linux"), camera);
    Path source = folder.resolve("devices.c");
    try (InputStream in = DeskMachine.class.getResourceAsStream("devices.c")) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Process compiler =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-O1", "-o", "devices.so", "devices.c")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, compiler.waitFor(), said);
    return new DeskMachine(
        folder, clips, Map.of("PAD_LINE", pad.toString(), "READER_LINE", reader.toString()));
  }

  private static void converter(Path sys, String name, String port, String product, Path line)
      throws Exception {
    Path device = sys.resolve(USB).resolve(port);
    Path tty = device.resolve(port + ":1.0").resolve(name).resolve("tty").resolve(name);
    Files.createDirectories(tty);
    long number = ((Number) Files.getAttribute(line, "unix:rdev")).longValue();
    long major = number >> 8 & 0xfff;
    long minor = number & 0xff | number >> 12 & 0xfff00;
    Files.writeString(tty.resolve("dev"), major + ":" + minor + "\n");
    Files.writeString(device.resolve("idVendor"), "0403\n");
    Files.writeString(device.resolve("idProduct"), "6001\n");
    Files.writeString(device.resolve("product"), product + "\n");
    listed(sys.resolve("class/tty"), tty);
  }

  private static void listed(Path list, Path device) throws Exception {
    Files.createDirectories(list);
    Files.createSymbolicLink(list.resolve(device.getFileName()), list.relativize(device));
  }

  /**
   * Starts a Java program of these classes on it.
   *
   * @param environment more of it
   */
  Process start(Map<String, String> environment, List<String> options, List<String> words)
      throws Exception {
    Path script = Files.writeString(folder.resolve("mounts.sh"), MOUNTS);
    List<String> command =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", script.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-D%s=%s"
                .formatted(
                    TimeoutFactor.PROPERTY, System.getProperty(TimeoutFactor.PROPERTY, "1"))));
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(lines);
    builder.environment().putAll(environment);
    builder.environment().put("FOLDER", folder.toString());
    builder.environment().put("CAMERA_CLIPS", clips.toString());
    builder.environment().put("LISTEN_LOG", folder.resolve("listened").toString());
    return builder.start();
  }

  /** Whether a process on it ever opened a port. */
  boolean listened() {
    return Files.exists(folder.resolve("listened"));
  }

  /** Ends a process that was started. */
  static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
