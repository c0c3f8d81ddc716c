// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Also where a policy cannot be read: verifying is forbidden by none. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"version\": 1, \"ownWorkplace\": false}", "{"})
  void whoeverVerifiesNamesWhomHeTrusts(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("a.pdf"), "no PDF");
    Path root = Files.writeString(folder.resolve("root.pem"), "none");
    try (PolicyInForce policy = new PolicyInForce(text)) {
      for (String[] command : new String[][] {{"verify"}, {"data", "verify"}}) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(file.toString(), "--online", "--tls-trust", root.toString()));
        CommandLineRun run = CommandLineRun.of(words.toArray(String[]::new));
        assertFalse(run.code().startsWith("policy-"), run.err());
      }
    }
  }

  @Test
  void servicesOfADemonstrationAreOneToo() throws Exception {
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"demo\": false}")) {
      CommandLineRun run =
          CommandLineRun.of("serve", "--demo", "--data", folder.resolve("serve").toString());
      assertEquals("policy-no-demo", run.code(), run.err());
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
