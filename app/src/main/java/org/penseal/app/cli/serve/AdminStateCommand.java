// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal admin state}: how the node is. */
@Command(
    name = "state",
    description = "Shows the state of the node: keys, applications, limits, counters.",
    mixinStandardHelpOptions = true)
final class AdminStateCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    return node.get("/admin/state", Map.of());
  }
}
