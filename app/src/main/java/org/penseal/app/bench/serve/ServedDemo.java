// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penseal.app.bench.figure.Resident;
import org.penseal.app.cli.serve.ServeMain;
import org.penseal.app.server.ServeDemonstration;

/**
 * {@code penseal serve --demo} as a program of its own with a heap of 256 MB, so that what it takes
 * is not what the callers take. The one who started it closes it.
 *
 * @param keys folder of the demonstration's keys and token
 * @param ports where it listens
 */
record ServedDemo(Process process, Path keys, ServeDemonstration.Ports ports)
    implements AutoCloseable {
  private static final long LONGEST_START_SECONDS = 120;
  private static final long LONGEST_END_SECONDS = 30;
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 60_000;

  /** Starts it and waits until it takes calls. */
  static ServedDemo start(Path data, List<String> options)
      throws IOException, InterruptedException {
    ServeDemonstration.Ports ports = free();
    Path log = Files.createDirectories(data).resolve("serve.log");
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), ServeMain.class.getName(), "--demo", "--data"));
    command.addAll(List.of(data.toString(), "--port", Integer.toString(ports.plain())));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ServedDemo demo = new ServedDemo(process, data.resolve("serve-demo"), ports);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (!Files.readString(log).contains("ready http://")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        demo.close();
        throw new IOException("the services did not come up: " + Files.readString(log));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return demo;
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }

  // Four in a row, as the demonstration has them.
  private static ServeDemonstration.Ports free() throws IOException {
    for (int first = FIRST_PORT; first < LAST_PORT; first += 4) {
      if (isFree(first) && isFree(first + 1) && isFree(first + 2) && isFree(first + 3)) {
        return ServeDemonstration.Ports.from(first);
      }
    }
    throw new IOException("no four free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** What authenticates the demonstration's application. */
  String token() throws IOException {
    return Files.readString(keys.resolve("token"), StandardCharsets.US_ASCII).trim();
  }

  /** Processor time that it has taken. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its resident memory in MB; 0 where the system does not tell it as Linux does. */
  double residentMb() throws IOException {
    double mb = Resident.mb(Path.of("/proc", Long.toString(process.pid()), "status"));
    return Double.isNaN(mb) ? 0 : mb;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
