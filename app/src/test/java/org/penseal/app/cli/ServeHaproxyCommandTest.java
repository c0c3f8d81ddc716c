// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penseal serve haproxy}. */
class ServeHaproxyCommandTest {
  @TempDir Path folder;

  private String node(int number, String more) throws Exception {
    return Files.writeString(
            folder.resolve("serve-" + number + ".json"),
            ("{\"version\":1,\"listen\":[{\"address\":\"10.1.0.1%d:8700\"%s}],"
                    + "\"monitor\":\"10.1.0.1%d:8701\"}")
                .formatted(number, more, number))
        .toString();
  }

  @Test
  void theNodesOfTheFilesStandInTheConfiguration() throws Exception {
    String proxies = ",\"proxies\":[\"10.1.0.1\"]";
    CommandLineRun run =
        CommandLineRun.of(
            "serve", "haproxy", node(1, proxies), node(2, proxies), "--frontend-port", "9000");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("bind :9000"), run.out());
    assertTrue(run.out().contains("server node2 10.1.0.12:8700 send-proxy-v2 check"), run.out());
    CommandLineRun json = CommandLineRun.of("serve", "haproxy", node(1, proxies), "--json");
    assertTrue(json.out().startsWith("{\"configuration\":\""), json.out());
  }

  @Test
  void aNodeThatNamesNoLoadBalancerIsRefused() throws Exception {
    CommandLineRun run = CommandLineRun.of("serve", "haproxy", node(1, ""));
    assertEquals(65, run.exit());
    assertTrue(run.err().contains("proxies"), run.err());
  }
}
