// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal admin key}: switches one on or off. */
@Command(
    name = "key",
    description = "Disables a key on this node, also across restarts, or enables it again.",
    mixinStandardHelpOptions = true)
final class AdminKeyCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();
  @Mixin SwitchOrder order = new SwitchOrder();

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    return node.post("/admin/key", order.parameters());
  }
}
