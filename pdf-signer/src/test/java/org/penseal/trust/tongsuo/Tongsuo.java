// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tongsuo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tongsuo in a process of its own: the native library of the Maven artifact tongsuo-openjdk, with
 * the certificates of testdata/tlcp. For x86-64 on Linux only.
 */
public final class Tongsuo implements AutoCloseable {
  private static final String LIBRARY = "/META-INF/native/libconscrypt_openjdk_jni-linux-x86_64.so";
  private static final Path KEYS = Path.of("..", "testdata", "tlcp");
  private static final String NOTHING = "nothing more";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Tongsuo(Process process) {
    this.process = process;
  }

  /** Whether it runs here; tests are skipped elsewhere. */
  public static boolean runsHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64")
        && Tongsuo.class.getResource(LIBRARY) != null;
  }

  /**
   * Starts one.
   *
   * @param folder where its library is unpacked
   * @param words as {@link TongsuoProcess} takes them after the library: side, protocol, suite,
   *     mutual
   * @param port to connect to; 0 for a server
   * @param connections after which it ends
   */
  public static Tongsuo start(Path folder, List<String> words, int port, int connections)
      throws IOException {
    Path library = folder.resolve("libtongsuo.so");
    if (!Files.exists(library)) {
      try (InputStream in = Tongsuo.class.getResourceAsStream(LIBRARY)) {
        Files.copy(in, library);
      }
    }
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TongsuoProcess.class.getName(),
                library.toString()));
    command.addAll(words);
    command.addAll(List.of(KEYS.toString(), "" + port, "" + connections));
    Tongsuo tongsuo = new Tongsuo(new ProcessBuilder(command).redirectErrorStream(true).start());
    Thread.ofVirtual().name("tongsuo's words").start(tongsuo::read);
    return tongsuo;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = reader.readLine()) != null) {
        // The library was built with an executable stack; the JVM mends that and says so.
        if (!line.contains("stack guard") && !line.contains("execstack")) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      lines.add("unreadable: " + e);
    }
    lines.add(NOTHING);
  }

  /** The next line that it says. */
  public String line() throws InterruptedException {
    String line = lines.poll(60, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("Tongsuo is silent");
    }
    return line;
  }

  /** The port of a server. */
  public int port() throws InterruptedException {
    String line = line();
    if (!line.startsWith("port ")) {
      throw new AssertionError(line);
    }
    return Integer.parseInt(line.substring(5));
  }

  /** Processor time that its process has taken. */
  public Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
