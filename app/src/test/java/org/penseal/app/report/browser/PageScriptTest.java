// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Browser;

/** The script's own tests in src/test/js, by node's test runner, and what the build made of it. */
@Browser
class PageScriptTest {
  private static final Path MODULES = Path.of("src/main/npm/node_modules").toAbsolutePath();

  @TempDir Path folder;

  private static String run(Map<String, String> environment, List<String> words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> words + "\n" + said);
    return said;
  }

  @Test
  void everyTestOfTheScriptPasses() throws Exception {
    List<String> bundle = new ArrayList<>(List.of(MODULES.resolve(".bin/esbuild").toString()));
    try (Stream<Path> tests = Files.list(Path.of("src/test/js"))) {
      tests.sorted().map(Path::toString).forEach(bundle::add);
    }
    bundle.addAll(List.of("--bundle", "--platform=node", "--format=esm", "--log-level=warning"));
    bundle.addAll(List.of("--out-extension:.js=.mjs", "--outdir=" + folder));
    run(Map.of("NODE_PATH", MODULES.toString()), bundle);
    List<String> node = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
    try (Stream<Path> tests = Files.list(folder)) {
      tests.filter(each -> each.toString().endsWith(".mjs")).map(Path::toString).forEach(node::add);
    }
    String said = run(Map.of(), node);
    assertTrue(said.contains("# fail 0"), said);
    Matcher passed = Pattern.compile("# pass (\\d+)").matcher(said);
    assertTrue(passed.find() && Integer.parseInt(passed.group(1)) > 25, said);
  }

  @Test
  void scriptEndsNoElementAndHasNoAddress() {
    String script = PageParts.load().script();
    assertFalse(script.toLowerCase(java.util.Locale.ROOT).contains("</script"));
    assertFalse(script.contains("<!--"));
    assertTrue(script.chars().allMatch(each -> each < 128));
    for (String way :
        List.of("http:", "https:", "fetch(", "XMLHttpRequest", "WebSocket", "eval(")) {
      assertFalse(script.contains(way), way);
    }
  }

  @Test
  void licencesOfTheLibrariesAreInThePage() {
    String licences = PageParts.load().licences();
    for (String library :
        List.of("@noble/ciphers 2", "@noble/curves 2", "@noble/hashes 2", "fflate 0")) {
      assertTrue(licences.contains(library), library);
    }
    assertTrue(licences.contains("Paul Miller"));
  }
}
