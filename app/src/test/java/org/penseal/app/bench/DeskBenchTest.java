// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Main;
import org.penseal.app.WholeCase;

/**
 * {@code penseal bench desk} still finds its way through the window: one case, and the long
 * document. In a process of its own, since it ends JavaFX. Its times are nobody's here.
 */
@WholeCase
@Tag("full")
class DeskBenchTest {
  private static final int LONGEST_MINUTES = 10;
  // The file that is dropped, two steps, the start, consent, the signature, the next one.
  private static final int ACTIONS = 7;

  @TempDir Path folder;

  @Test
  void oneRoundGivesEveryFigure() throws Exception {
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.txt");
    ProcessBuilder bench = new ProcessBuilder(command()).redirectOutput(out.toFile());
    bench.environment().put("DISPLAY", "none"); // it is drawn without a screen
    bench.environment().put("PENSEAL_DATA", folder.resolve("data").toString());
    Process process = bench.redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES), () -> read(err));
      assertEquals(0, process.exitValue(), () -> read(err));
    } finally {
      process.destroyForcibly();
    }
    Map<String, Double> figures = new HashMap<>();
    for (JsonNode each : new ObjectMapper().readTree(out.toFile()).get("figures")) {
      figures.put(each.get("name").asText(), each.get("value").asDouble());
    }
    assertEquals(ACTIONS, figures.getOrDefault("actions for a case", 0.0), figures::toString);
    assertTrue(figures.getOrDefault("a case", 0.0) > 0, figures::toString);
    assertTrue(figures.containsKey("resident memory after 500 pages read"), figures::toString);
    assertTrue(figures.getOrDefault("first page of 500 drawn after", 0.0) > 0, figures::toString);
    assertEquals(11, figures.size(), figures::toString);
  }

  // As this process draws.
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    Stream.of("glass.platform", "monocle.platform", "prism.order")
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            "bench",
            "desk",
            "--rounds",
            "1",
            "--json"));
    return command;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
