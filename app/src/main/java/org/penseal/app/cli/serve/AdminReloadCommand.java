// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal admin reload}: applications and limits anew. */
@Command(
    name = "reload",
    description =
        "Makes the node read applications and limits from its settings again; lists other changes,"
            + " which need a restart.",
    mixinStandardHelpOptions = true)
final class AdminReloadCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    return node.post("/admin/reload", Map.of());
  }
}
