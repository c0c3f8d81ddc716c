// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.penseal.pad.TimeoutFactor;

/** A {@link CrashingCase} under way. The owner closes it, which kills it (SIGKILL). */
final class OtherProcess implements AutoCloseable {
  private static final long LONGEST_SECONDS = 600;

  private final Process process;
  private final Path log;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Predicate<String> awaited;
  private final CompletableFuture<Boolean> seen = new CompletableFuture<>();

  private OtherProcess(Process process, Path log, Predicate<String> awaited) {
    this.process = process;
    this.log = log;
    this.awaited = awaited;
  }

  /**
   * Starts one.
   *
   * @param classes the options that say where its classes are
   * @param awaited the line that {@link #await} waits for
   */
  static OtherProcess start(
      List<String> classes,
      Path station,
      Path job,
      String trace,
      String stop,
      Predicate<String> awaited)
      throws IOException {
    Files.createDirectories(job);
    Path log = job.resolve("errors.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-D%s=%s"
                    .formatted(
                        TimeoutFactor.PROPERTY, System.getProperty(TimeoutFactor.PROPERTY, "1"))));
    command.addAll(classes);
    command.addAll(
        List.of(CrashingCase.class.getName(), station.toString(), job.toString(), trace, stop));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    OtherProcess other = new OtherProcess(process, log, awaited);
    Thread.ofVirtual().start(other::read);
    return other;
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      String line = in.readLine();
      while (line != null) {
        lines.add(line);
        if (awaited.test(line)) {
          seen.complete(true);
        }
        line = in.readLine();
      }
      seen.complete(false);
    } catch (IOException e) {
      seen.completeExceptionally(new UncheckedIOException(e));
    }
  }

  /** Waits for the line, which must come. */
  void await() throws Exception {
    if (!seen.get(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("ended early: " + lines + "\n" + Files.readString(log));
    }
  }

  /** Waits for the end by itself; gives the checkpoints that it passed. */
  List<String> checkpoints() throws Exception {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("failed: " + lines + "\n" + Files.readString(log));
    }
    seen.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    return lines.stream()
        .filter(line -> line.startsWith(CrashingCase.AT))
        .map(line -> line.substring(CrashingCase.AT.length()))
        .toList();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
