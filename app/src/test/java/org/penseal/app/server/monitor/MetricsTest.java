// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics(() -> Map.of("clock", true, "audit", false));

  @Test
  void callsAreCountedByWhoAskedWhatAndHowItEnded() {
    metrics.call("office", "digest", 200, 0.01);
    metrics.call("office", "digest", 200, 0.02);
    metrics.call("office", "sign", 503, 1);
    metrics.refused("call-too-many");
    metrics.turnedAway("slow");
    assertEquals(
        Map.of(
            "calls",
            List.of(
                Map.of(
                    "application", "office", "operation", "digest", "status", "200", "count", 2L),
                Map.of("application", "office", "operation", "sign", "status", "503", "count", 1L)),
            "refusals",
            List.of(Map.of("code", "call-too-many", "count", 1L)),
            "turnedAway",
            List.of(Map.of("why", "slow", "count", 1L))),
        metrics.counters());
  }

  @Test
  void prometheusReadsWhatIsWellAndWhatIsNot() throws Exception {
    metrics.open(3);
    metrics.open(-1);
    String text = new String(metrics.text(), StandardCharsets.UTF_8);
    assertTrue(text.contains("penseal_ready{part=\"clock\"} 1"), text);
    assertTrue(text.contains("penseal_ready{part=\"audit\"} 0"), text);
    assertTrue(text.contains("penseal_connections_open 2"), text);
  }
}
