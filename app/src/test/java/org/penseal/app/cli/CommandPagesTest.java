// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages that are made of the tree of commands. With {@code -Dcommand.pages=write} it writes
 * them.
 */
class CommandPagesTest {
  private static final Path MARKDOWN = Path.of("..", "docs", "cli.md");
  private static final Path MAN = Path.of("..", "installer", "penseal.1");

  private final CommandPages pages = new CommandPages(PenSeal.tree());

  private static void check(Path file, String wanted) throws Exception {
    if ("write".equals(System.getProperty("command.pages"))) {
      Files.writeString(file, wanted);
    }
    String how = file + " is stale; run: " + CommandPages.how();
    assertTrue(Files.exists(file), how);
    assertEquals(wanted, Files.readString(file), how);
  }

  @Test
  void pageOfTheCommandLineIsThatOfTheCommands() throws Exception {
    check(MARKDOWN, pages.markdown());
  }

  @Test
  void pageOfManIsThatOfTheCommands() throws Exception {
    check(MAN, pages.man());
  }

  @Test
  void groffReadsThePageOfManWithoutAWarning() throws Exception {
    Assumptions.assumeTrue(
        List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff"))),
        "no groff");
    Process groff =
        new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", MAN.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(groff.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, groff.exitValue(), said);
    assertTrue(!said.contains("warning") && !said.contains("error:"), said);
    assertTrue(said.contains("EXIT STATUS"), said);
  }

  /** Asks a real bash what it would offer. */
  private static List<String> offered(Path script, String... words) throws Exception {
    String line =
        """
        source "$0"
        compopt() { :; } # bash takes it only while a key is pressed
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _complete_penseal
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", line, script.toString(), "penseal");
    bash.command().addAll(List.of(words));
    Process process = bash.redirectErrorStream(true).start();
    List<String> found =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), found.toString());
    return found.stream().map(String::strip).toList();
  }

  @Test
  void bashOffersCommandsAndOptionsOfTheTree(@TempDir Path folder) throws Exception {
    CommandLineRun bash = CommandLineRun.of("completion", "bash");
    assertEquals(0, bash.exit(), bash.err());
    assertTrue(CommandLineRun.of("completion", "ZSH").out().contains(bash.out()), "of zsh, too");
    Path script = Files.writeString(folder.resolve("penseal.bash"), bash.out());
    assertTrue(offered(script, "").containsAll(PenSeal.tree().getSubcommands().keySet()));
    assertEquals(List.of("extend"), offered(script, "ext"));
    assertEquals(List.of("anchor"), offered(script, "evidence", "an"));
    assertEquals(
        List.of("--tls-encryption-key", "--tls-key", "--tls-password-file", "--tls-trust"),
        offered(script, "data", "sign", "--tls-").stream().sorted().toList());
  }

  /** Asks a real fish. */
  private static List<String> offeredByFish(Path script, String line) throws Exception {
    ProcessBuilder fish =
        new ProcessBuilder(
            "fish",
            "--no-config",
            "-c",
            "source $argv[1]; complete -C $argv[2]",
            script.toString());
    fish.command().add(line);
    fish.environment().put("HOME", String.valueOf(script.getParent()));
    Process process = fish.redirectErrorStream(true).start();
    List<String> found =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(each -> each.split("\t")[0])
            .toList();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), found.toString());
    return found;
  }

  @Test
  void fishOffersTheSame(@TempDir Path folder) throws Exception {
    CommandLineRun made = CommandLineRun.of("completion", "fish");
    assertEquals(0, made.exit(), made.err());
    Path script = Files.writeString(folder.resolve("penseal.fish"), made.out());
    Path pdf = Files.writeString(folder.resolve("contract.pdf"), "");
    assertTrue(
        offeredByFish(script, "penseal ").containsAll(PenSeal.tree().getSubcommands().keySet()));
    assertEquals(List.of("extend"), offeredByFish(script, "penseal ext"));
    assertEquals(List.of("anchor"), offeredByFish(script, "penseal evidence an"));
    assertEquals(
        List.of("--tls-encryption-key", "--tls-key", "--tls-password-file", "--tls-trust"),
        offeredByFish(script, "penseal data sign --out data --tls-").stream().sorted().toList());
    String begun = folder.resolve("contr").toString();
    assertEquals(List.of(pdf.toString()), offeredByFish(script, "penseal verify " + begun));
    assertEquals(
        List.of(pdf.toString()), offeredByFish(script, "penseal sign --key " + begun), "an option");
    assertEquals(List.of(), offeredByFish(script, "penseal completion " + begun), "no file");
    assertEquals(List.of("zsh"), offeredByFish(script, "penseal completion z"));
    assertEquals(List.of("zh"), offeredByFish(script, "penseal verify --lang z"));
  }

  @Test
  void otherShellsAreRefused() {
    CommandLineRun run = CommandLineRun.of("completion", "tcsh", "--lang", "en");
    assertEquals("usage", run.code());
    assertEquals(64, run.exit());
  }
}
