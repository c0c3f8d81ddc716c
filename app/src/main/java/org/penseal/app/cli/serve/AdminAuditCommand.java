// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal admin audit}: reads the audit log. */
@Command(
    name = "audit",
    description = "Reads entries of the audit log; without --from, the latest ones.",
    mixinStandardHelpOptions = true)
final class AdminAuditCommand implements Callable<Integer> {
  @Mixin AdminNode node = new AdminNode();

  @Option(names = "--from", paramLabel = "NUMBER", description = "number of the first entry")
  @Nullable Long from;

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = "maximum number of entries, up to 1000 (default: 100)")
  int most = 100;

  @Override
  public Integer call() throws SigningException, ServeException, IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("most", Integer.toString(most));
    if (from != null) {
      parameters.put("from", Long.toString(from));
    }
    return node.get("/admin/audit", parameters);
  }
}
