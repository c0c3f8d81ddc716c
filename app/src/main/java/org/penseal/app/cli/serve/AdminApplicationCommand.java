// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal admin application}: switches one on or off. */
@Command(
    name = "application",
    description =
        "Disables an application on this node, also across restarts, or enables it again.",
    mixinStandardHelpOptions = true)
final class AdminApplicationCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();
  @Mixin SwitchOrder order = new SwitchOrder();

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    return node.post("/admin/application", order.parameters());
  }
}
