// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** Words, JSON and report of one file say the same, and none says more than was found. */
@WholeCase
class AgreeingAnswersTest {
  private static final Texts TEXTS = Texts.of("en");

  @TempDir static Path folder;
  private static KeyFile key;

  @BeforeAll
  static void sign() throws Exception {
    Station.registerProvider();
    key =
        KeyFile.make(
            folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=Li Na");
    Path in = folder.resolve("in.pdf");
    DemoReport.write(in);
    for (String profile : List.of("pades-b", "pades-t", "pades-lta")) {
      CommandLineRun run =
          CommandLineRun.of(
              "sign",
              in,
              "--out",
              folder.resolve(profile + ".pdf"),
              "--profile",
              profile,
              "--key",
              key.file(),
              "--password-file",
              key.password(),
              "--no-identity",
              "--data",
              folder.resolve("data"),
              "--demo");
      assertEquals(0, run.exit(), run.err());
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("pades-b.pdf"));
    byte[] broken = bytes.clone();
    broken[20] ^= 1;
    Files.write(folder.resolve("broken.pdf"), broken);
    byte[] grown = java.util.Arrays.copyOf(bytes, bytes.length + 4);
    System.arraycopy("junk".getBytes(), 0, grown, bytes.length, 4);
    Files.write(folder.resolve("grown.pdf"), grown);
    Files.write(folder.resolve("none.pdf"), Files.readAllBytes(in));
  }

  private static CommandLineRun verify(Path file, boolean tsa, Object... more) {
    List<Object> words = new ArrayList<>(List.of("verify", file, "--lang", "en"));
    Path roots = folder.resolve("roots/signer");
    words.addAll(List.of("--trust", roots.getParent()));
    if (tsa) {
      words.addAll(List.of("--trust", folder.resolve("data/demo/trust")));
    }
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  private static void assertAgree(String name, boolean tsa, String verdict) throws Exception {
    Files.createDirectories(folder.resolve("roots/signer"));
    Path root = folder.resolve("roots/signer/root.pem");
    Files.write(root, Files.readAllBytes(key.certificate()));
    Path file = folder.resolve(name + ".pdf");
    Path report = folder.resolve("report.html");
    Files.deleteIfExists(report);
    CommandLineRun said = verify(file, tsa);
    CommandLineRun told = verify(file, tsa, "--json", "--report", report);
    JsonNode json = new ObjectMapper().readTree(told.out());
    String html = Files.readString(report);
    assertEquals(verdict, json.path("verdict").asText(), told.out());
    assertEquals(said.exit(), told.exit(), name);
    Map<String, Integer> exits = new LinkedHashMap<>();
    exits.put("valid", 0);
    exits.put("invalid", 1);
    exits.put("indeterminate", 2);
    assertEquals(exits.get(verdict), told.exit(), name);
    boolean signed = !json.path("signatures").isEmpty();
    String word = TEXTS.get("report.verdict." + (signed ? verdict : "not-signed"));
    assertTrue(said.out().startsWith(file + ": " + word), said.out());
    String headline = TEXTS.get(signed ? "report.verdict." + verdict : "judge.first.none");
    assertTrue(html.contains("<p class=\"headline\">" + headline + "</p>"), name);
    for (JsonNode each : json.path("signatures")) {
      assertTrue(said.out().contains(each.path("signer").asText()), said.out());
      assertTrue(html.contains(each.path("signer").asText()), name);
      for (JsonNode reason : each.path("reasons")) {
        assertTrue(html.contains(reason.asText()), name + " " + reason);
        assertTrue(
            verdict.equals("valid") || said.out().contains(reason.asText()),
            reason + "\n" + said.out());
      }
      // A time that nothing proves is told as such, wherever it stands.
      if (!each.path("time").path("ok").asBoolean() && each.path("time").hasNonNull("at")) {
        assertTrue(said.out().contains("but not proven"), said.out());
        assertTrue(html.contains("but not proven"), name);
      } else {
        assertFalse(said.out().contains("but not proven"), said.out());
      }
    }
  }

  @Test
  void ofWhateverFile() throws Exception {
    assertAgree("pades-b", false, "valid");
    assertAgree("pades-t", true, "valid");
    assertAgree("pades-t", false, "indeterminate");
    assertAgree("pades-lta", true, "valid");
    assertAgree("pades-lta", false, "indeterminate");
    assertAgree("broken", false, "invalid");
    assertAgree("grown", false, "invalid");
    assertAgree("none", false, "indeterminate");
  }
}
