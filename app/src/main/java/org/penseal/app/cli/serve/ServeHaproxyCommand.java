// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.server.Haproxy;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.refusal.ServeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal serve haproxy}: prints the load balancer's configuration. */
@Command(
    name = "haproxy",
    description =
        "Prints an HAProxy configuration for the nodes with the given settings: TCP mode, PROXY"
            + " protocol version 2, and health checks by each node's readiness.",
    mixinStandardHelpOptions = true)
final class ServeHaproxyCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "serve.json of each node, with the address at which HAProxy reaches it")
  List<Path> files = List.of();

  @Option(
      names = "--frontend-port",
      paramLabel = "NUMBER",
      description =
          "port on which HAProxy listens, one for each listener with proxies, in their order;"
              + " repeatable; default: the ports of the first node")
  List<Integer> ports = List.of();

  @Override
  public Integer call() throws ServeException, IOException {
    List<ServeSettings> nodes = new ArrayList<>();
    for (Path each : files) {
      nodes.add(ServeFile.read(each));
    }
    String configuration = Haproxy.configuration(nodes, ports);
    reply.json(Map.of("configuration", configuration));
    reply.block(configuration);
    return 0;
  }
}
