// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penseal bench NAME}: the measurements of docs/performance.md. */
@Command(
    name = "bench",
    description = "Measures: sign, verify, reports.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Parameters(paramLabel = "NAME")
  String name = "";

  @Override
  public Integer call() {
    return 0;
  }
}
