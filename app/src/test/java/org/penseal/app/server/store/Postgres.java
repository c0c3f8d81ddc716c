// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL on a free port, in a folder of its own; run as another user for root. */
public final class Postgres implements AutoCloseable {
  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

  private final Path binaries;
  private final Path folder;
  private final int port;

  private Postgres(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** Whether one can be started; otherwise tests are skipped. */
  public static boolean isInstalled() {
    return binaries().isPresent();
  }

  private static Optional<Path> binaries() {
    if (!Files.isDirectory(PACKAGES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(each -> each.resolve("bin"))
          .filter(each -> Files.isExecutable(each.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public static Postgres start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("penseal-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Postgres made = new Postgres(binaries().orElseThrow(), folder, port);
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()), folder.resolveSibling(""));
    }
    made.as("initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-D", made.data());
    made.up();
    made.as(
        "createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "penseal");
    return made;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void as(String program, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(words));
    run(command, folder);
  }

  private static void run(List<String> command, Path in) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }

  /** Starts it again. */
  public void up() throws IOException, InterruptedException {
    as(
        "pg_ctl",
        "-D",
        data(),
        "-l",
        folder.resolve("log").toString(),
        "-w",
        "-o",
        "-h 127.0.0.1 -p " + port + " -k ''",
        "start");
  }

  /** Stops it at once, as a crash would. */
  public void down() throws IOException, InterruptedException {
    as("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  /** What stands in serve.json for it. */
  public String json() {
    return "\"store\" : {\"url\" : \"%s\", \"user\" : \"postgres\"}".formatted(url());
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/penseal";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      down();
    } catch (IOException e) {
      // It was down already.
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
