// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.WorkplaceOption;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.server.ServeDemonstration;
import org.penseal.app.server.ServeLogs;
import org.penseal.app.server.Server;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.Policy;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penseal serve}: runs the cryptographic services until it is asked to stop. */
@Command(
    name = "serve",
    description =
        "Runs the cryptographic services: signatures, encryption, certificates, timestamps. On"
            + " SIGTERM, calls in progress are completed first.",
    subcommands = {ServeCheckCommand.class, ServeTokenCommand.class, ServeHaproxyCommand.class},
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final int STANDARD_PORT = 8700;
  private static final int LAST_PORT = 65_532;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();
  @Mixin ServePlace place = new ServePlace();

  @Option(
      names = "--demo",
      description =
          "run all services on loopback with demo keys, which are generated in the data folder")
  boolean demo;

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      description =
          "with --demo: port for HTTP; the next three are for health and metrics, TLS, and TLS with"
              + " SM algorithms (default: 8700)")
  @Nullable Integer port;

  @Override
  public Integer call() throws ServeException, SigningException, InterruptedException {
    ServeLogs.structured();
    Station.registerProvider();
    ProgramIntegrity.ofThisProgram().begin();
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Path file = demo ? demonstration(clock, random) : place.file();
    Server server = Server.start(ServeFile.read(file), WorkplaceOption.terminal(), clock, random);
    CountDownLatch ended = new CountDownLatch(1);
    Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> stop(server, ended));
    Runtime.getRuntime().addShutdownHook(stop);
    for (InetSocketAddress each : server.addresses()) {
      reply.progress(reply.texts().get("serve.listens", text(each)));
    }
    reply.progress(reply.texts().get("serve.monitor", text(server.monitor())));
    server
        .administration()
        .ifPresent(at -> reply.progress(reply.texts().get("serve.admin", text(at))));
    reply.ready("http://" + text(server.addresses().getFirst()));
    ended.await();
    return 0;
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private Path demonstration(Clock clock, SecureRandom random) throws SigningException {
    Policy.requireDemo();
    int first = port == null ? STANDARD_PORT : port;
    if (first < 1 || first > LAST_PORT) {
      throw new UsageException(spec, "range", "--port", 1, LAST_PORT);
    }
    ServeDemonstration.Made made =
        ServeDemonstration.installed()
            .make(
                place.folder().resolve("serve-demo"),
                ServeDemonstration.Ports.from(first),
                clock,
                random);
    reply.progress(
        reply.texts().get("serve.demo", place.folder().resolve("serve-demo"), made.token()));
    return made.file();
  }

  private static void stop(Server server, CountDownLatch ended) {
    try {
      server.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.close();
      ended.countDown();
    }
  }
}
