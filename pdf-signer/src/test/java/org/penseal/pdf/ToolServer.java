// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of OpenSSL on a free port of the loopback interface. */
public record ToolServer(Process process, URI uri) implements AutoCloseable {
  private static final long LONGEST_START_NS = TimeUnit.SECONDS.toNanos(20);

  /** Starts {@code openssl COMMAND -port N FURTHER…} and waits until it accepts. */
  public static ToolServer openssl(Path log, String command, List<String> further)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> words =
        new ArrayList<>(List.of("openssl", command, "-port", Integer.toString(port)));
    words.addAll(further);
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long end = System.nanoTime() + LONGEST_START_NS;
    while (!Files.readString(log, StandardCharsets.ISO_8859_1).contains("ACCEPT")) {
      if (System.nanoTime() > end || !process.isAlive()) {
        process.destroy();
        throw new IllegalStateException(Files.readString(log, StandardCharsets.ISO_8859_1));
      }
      Thread.onSpinWait();
    }
    return new ToolServer(process, URI.create("http://127.0.0.1:" + port + "/"));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
