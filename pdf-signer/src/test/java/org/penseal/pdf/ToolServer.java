// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of OpenSSL on a free port of the loopback interface. */
public record ToolServer(Process process, URI uri) implements AutoCloseable {
  private static final Pattern ACCEPTS = Pattern.compile("ACCEPT \\S*:(\\d+)\\s");
  private static final long LONGEST_START_NS = TimeUnit.SECONDS.toNanos(120);

  /** Starts {@code openssl COMMAND -port 0 FURTHER…} and waits until it accepts. */
  public static ToolServer openssl(Path log, String command, List<String> further)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("openssl", command, "-port", "0"));
    words.addAll(further);
    return start(log, words);
  }

  /** Starts {@code openssl s_server FURTHER…} in the folder of its log. */
  public static ToolServer tls(Path log, List<String> further) throws IOException {
    List<String> words = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
    words.addAll(further);
    return start(log, new ProcessBuilder(words).directory(log.resolveSibling("").toFile()));
  }

  private static ToolServer start(Path log, List<String> words) throws IOException {
    return start(log, new ProcessBuilder(words));
  }

  private static ToolServer start(Path log, ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long end = System.nanoTime() + LONGEST_START_NS;
    Matcher accepts = ACCEPTS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
    while (!accepts.find()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        process.destroy();
        throw new IllegalStateException(Files.readString(log, StandardCharsets.ISO_8859_1));
      }
      LockSupport.parkNanos(1_000_000);
      accepts = ACCEPTS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
    }
    return new ToolServer(process, URI.create("http://127.0.0.1:" + accepts.group(1) + "/"));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
