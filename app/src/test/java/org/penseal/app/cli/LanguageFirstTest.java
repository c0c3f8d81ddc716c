// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.cli.terminal.LanguageFirst;
import picocli.CommandLine;

/** A language in front of a command means what it means behind it. */
class LanguageFirstTest {
  private static String[] behind(String... words) {
    return LanguageFirst.of(words).behind(PenSeal.tree());
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  @ParameterizedTest
  @CsvSource({
    "--lang zh verify a.pdf,             verify --lang=zh a.pdf",
    "--lang=en data sign --out o -- -f,  data sign --lang=en --out o -- -f",
    "--lang zh timestamp verify f,       timestamp verify --lang=zh f",
    "--lang zh timestamp f,              timestamp --lang=zh f",
    "--lang zh help data sign,           help --lang=zh data sign",
    "--lang zh nonsense,                 nonsense",
    "verify --lang zh a.pdf,             verify --lang zh a.pdf",
    "--lang,                             --lang"
  })
  void itStandsBehindTheCommandThatIsNamed(String said, String meant) {
    assertArrayEquals(words(meant), behind(words(said)));
  }

  @Test
  void everyCommandThatHasItTakesItInFront() {
    List<List<String>> all = new ArrayList<>();
    collect(PenSeal.tree(), List.of(), all);
    assertTrue(all.size() > 40, all.toString());
    for (List<String> path : all) {
      List<String> first = new ArrayList<>(List.of("--lang", "zh"));
      first.addAll(path);
      first.add("--help");
      List<String> last = new ArrayList<>(path);
      last.addAll(List.of("--help", "--lang", "zh"));
      CommandLineRun front = CommandLineRun.of(first.toArray());
      assertEquals(0, front.exit(), front.err());
      assertEquals(CommandLineRun.of(last.toArray()).out(), front.out(), path.toString());
      assertTrue(front.out().startsWith("用法："), front.out());
    }
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
    if (command.getCommandSpec().findOption("--lang") != null && !path.equals(List.of("help"))) {
      all.add(path);
    }
    command
        .getSubcommands()
        .forEach(
            (name, next) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(next, longer, all);
            });
  }

  @Test
  void whatIsWrongIsToldInThatLanguage() {
    CommandLineRun missing = CommandLineRun.of("--lang", "zh", "verify");
    assertEquals(64, missing.exit(), missing.err());
    assertEquals(CommandLineRun.of("verify", "--lang", "zh").err(), missing.err());
    CommandLineRun unknown = CommandLineRun.of("--lang=zh", "nonsense");
    assertEquals(64, unknown.exit(), unknown.err());
    assertTrue(unknown.err().startsWith("[usage] 无法识别的选项或参数：nonsense。"), unknown.err());
    CommandLineRun other = CommandLineRun.of("--lang", "fr", "verify", "a.pdf");
    assertEquals(64, other.exit(), other.err());
    assertTrue(other.err().contains("--lang"), other.err());
  }

  @Test
  void aCommandWithoutMessagesRefusesItByName() {
    CommandLineRun script = CommandLineRun.of("--lang", "zh", "completion", "bash");
    assertEquals(64, script.exit(), script.err());
    assertTrue(script.err().startsWith("[usage] 无法识别的选项或参数：--lang=zh。"), script.err());
    CommandLineRun group = CommandLineRun.of("--lang", "zh", "data");
    assertEquals(64, group.exit(), group.err());
    assertFalse(group.err().isBlank());
  }

  @Test
  void helpOfTheProgramIsInThatLanguage() {
    for (String option : List.of("--help", "-h")) {
      CommandLineRun help = CommandLineRun.of("--lang", "zh", option);
      assertEquals(0, help.exit(), help.err());
      assertTrue(help.out().startsWith("用法：penseal"), help.out());
    }
    assertEquals(0, CommandLineRun.of("--lang", "zh", "--version").exit());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--lang zh|",
        "--lang=en|",
        "|",
        "--lang zh verify a.pdf|verify a.pdf",
        "--lang=en window x|window x",
        "verify --lang zh|verify --lang zh",
        "--lang|"
      })
  void theLauncherLooksBehindTheLanguage(String each) throws Exception {
    String[] parts = each.split("\\|", -1);
    String script = ". ../installer/launch.sh; after_language \"$@\"; echo \"${words[*]}\"";
    List<String> call = new ArrayList<>(List.of("bash", "-euc", script, "penseal"));
    call.addAll(parts[0].isEmpty() ? List.of() : List.of(words(parts[0])));
    Process bash =
        new ProcessBuilder(call)
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(600, TimeUnit.SECONDS));
    assertEquals(parts[1], said.strip());
  }
}
