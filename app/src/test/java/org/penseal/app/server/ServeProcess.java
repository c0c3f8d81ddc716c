// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.penseal.app.cli.serve.ServeMain;

/**
 * The services in a program of their own, with the jars that their package has: without a screen
 * and without pictures on its path.
 */
final class ServeProcess implements AutoCloseable {
  private static final Path LEFT_OUT = Path.of("../installer/server/left-out");
  private static final Pattern OF_TESTS =
      Pattern.compile("javafx|openjfx|junit|archunit|test-classes");
  private static final long LONGEST_SECONDS = 600;
  private static final int ATTEMPTS = 3;

  final ServeDemonstration.Ports ports;
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path log;

  private ServeProcess(Process process, ServeDemonstration.Ports ports, Path log) {
    this.process = process;
    this.ports = ports;
    this.log = log;
  }

  static List<String> classPath() throws IOException {
    List<String> leftOut =
        Files.readAllLines(LEFT_OUT).stream()
            .filter(each -> each.startsWith("jar "))
            .map(each -> each.substring("jar ".length()) + "-")
            .toList();
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator, -1))
        .filter(each -> !each.isEmpty() && !OF_TESTS.matcher(each).find())
        .filter(
            each -> leftOut.stream().noneMatch(Path.of(each).getFileName().toString()::startsWith))
        .toList();
  }

  static ServeProcess start(Path data) throws IOException, InterruptedException {
    return start(data, 256);
  }

  /** With so many megabytes of heap. */
  static ServeProcess start(Path data, int heapMb) throws IOException, InterruptedException {
    return start(data, heapMb, Path.of(System.getProperty("java.home")), classPath());
  }

  /** With a Java and jars of another place. */
  static ServeProcess start(Path data, int heapMb, Path java, List<String> classPath)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int first = DemoServer.freePorts().plain();
      // Four in a row, as the demo has them; the first free ones.
      ServeDemonstration.Ports ports = ServeDemonstration.Ports.from(first);
      List<String> words =
          List.of("--demo", "--data", data.toString(), "--port", Integer.toString(first));
      try {
        return start(data, ports, command(heapMb, java, classPath), words);
      } catch (IOException e) {
        // Another test may have taken a port meanwhile.
        if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains("[serve-port]")) {
          throw e;
        }
      }
    }
  }

  /** With settings that are there, which name these ports. */
  static ServeProcess start(Path settings, ServeDemonstration.Ports ports)
      throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(settings.getParent());
    List<String> command = command(256, Path.of(System.getProperty("java.home")), classPath());
    return start(folder, ports, command, List.of("--settings", settings.toString()));
  }

  private static List<String> command(int heapMb, Path java, List<String> classPath) {
    return List.of(
        java.resolve("bin/java").toString(),
        "-Xmx" + heapMb + "m",
        "-XX:+UseSerialGC",
        // Programs that live for seconds are not worth the better compiler.
        "-XX:TieredStopAtLevel=" + Integer.getInteger("penseal.serve.tier", 1),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        String.join(File.pathSeparator, classPath),
        ServeMain.class.getName());
  }

  private static ServeProcess start(
      Path data, ServeDemonstration.Ports ports, List<String> java, List<String> words)
      throws IOException, InterruptedException {
    int first = ports.plain();
    Files.createDirectories(data);
    Path log = data.resolve("log-" + first);
    List<String> command = new ArrayList<>(java);
    command.addAll(words);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ServeProcess started = new ServeProcess(process, ports, log);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (!started.said().contains("ready http://")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("did not come up: " + started.said());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return started;
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + ports.plain() + path);
  }

  URI monitor(String path) {
    return URI.create("http://127.0.0.1:" + ports.monitor() + path);
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  int status(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Asks it to stop (SIGTERM); gives the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not stop");
    }
    return process.exitValue();
  }

  /** Kills it (SIGKILL). */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
