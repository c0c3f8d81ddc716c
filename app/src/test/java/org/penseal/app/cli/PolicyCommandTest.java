// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.file.PolicyInForce;
import picocli.CommandLine;

/** The command line where the computer has a policy. */
class PolicyCommandTest {
  @TempDir Path folder;

  @Test
  void demonstrationsThatAreForbiddenAreRefused() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"demo\": false}")) {
      CommandLineRun run =
          CommandLineRun.of("demo", "--out", folder.resolve("demo").toString(), "--lang", "en");
      assertEquals("policy-no-demo", run.code());
      assertEquals(1, run.exit());
    }
  }

  @Test
  void servicesOfTheComputerCannotBeReplaced() throws Exception {
    String data = folder.resolve("data").toString();
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"ownWorkplace\": false}")) {
      policy.put("workplace.json", "{\"version\": 1, \"timestamp\": [\"http://tsa.example/\"]}");
      CommandLineRun shown = CommandLineRun.of("workplace", "show", "--data", data);
      assertEquals(0, shown.exit(), shown.err());
      assertTrue(shown.out().contains("http://tsa.example/"), shown.out());
      CommandLineRun sign =
          CommandLineRun.of(
              "sign", "in.pdf", "--out", "out.pdf", "--tsa", "http://other/", "--lang", "en");
      assertEquals("policy-workplace", sign.code(), sign.err());
      assertTrue(sign.err().contains("--tsa"), sign.err());
    }
  }

  @Test
  void aPolicyThatCannotBeReadStopsWhatItMightForbid() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"demo\": 0}")) {
      CommandLineRun run = CommandLineRun.of("demo", "--out", folder.resolve("d").toString());
      assertEquals("policy-field", run.code());
      assertEquals(65, run.exit());
    }
  }

  @Test
  void everyOptionOfTheListIsOneOfACommand() {
    Set<String> known = new HashSet<>();
    collect(PenSeal.tree(), known);
    Set<String> unknown = new HashSet<>(PolicyOptions.OF_WORKPLACE);
    unknown.removeAll(known);
    assertEquals(Set.of(), unknown);
  }

  private static void collect(CommandLine command, Set<String> known) {
    command.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
    command.getSubcommands().values().forEach(each -> collect(each, known));
  }

  @Test
  void codeIsPrintedAsThePolicyHasIt() throws Exception {
    Path code = Files.writeString(folder.resolve("code"), "open sesame\n");
    CommandLineRun run =
        CommandLineRun.of("workplace", "kiosk-code", "--code-file", code.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().strip().matches("pbkdf2-sha256:600000:[0-9a-f]{32}:[0-9a-f]{64}"));
    Files.writeString(code, "12345");
    assertEquals(
        64, CommandLineRun.of("workplace", "kiosk-code", "--code-file", code.toString()).exit());
  }
}
