// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal admin drain}: out of the rotation, and back. */
@Command(
    name = "drain",
    description =
        "Takes the node out of rotation: it reports that it is not ready, but still answers"
            + " requests.",
    mixinStandardHelpOptions = true)
final class AdminDrainCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();

  @Option(names = "--end", description = "put the node back into rotation")
  boolean end;

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    return node.post("/admin/drain", Map.of("on", Boolean.toString(!end)));
  }
}
