// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.penseal.app.cli.serve.ServeMain;
import org.penseal.app.cli.terminal.HelpTexts;
import org.penseal.app.text.RivalTerms;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The Chinese help says of every command, option and argument what the English one says. */
class HelpTextsTest {
  private static final String CHINESE_USAGE = "用法：penseal";

  /** One that is not said as in Chinese. */
  private static final Pattern ENGLISH_PUNCTUATION = Pattern.compile("\\p{IsHan}[,;!?(]");

  /**
   * What is said of a command, or of one of its options or arguments.
   *
   * @param name within the command, empty for the command itself
   */
  private record Said(String command, String name, String english, String chinese) {}

  private static List<Said> all() {
    CommandLine chinese = PenSeal.tree();
    HelpTexts.speak(chinese, PenSeal.NAME, "zh");
    List<Said> all = new ArrayList<>();
    collect(PenSeal.tree(), chinese, all);
    return all;
  }

  private static void collect(CommandLine english, CommandLine chinese, List<Said> all) {
    CommandSpec said = english.getCommandSpec();
    CommandSpec other = chinese.getCommandSpec();
    String command = said.qualifiedName();
    all.add(
        new Said(
            command,
            "",
            words(said.usageMessage().description()),
            words(other.usageMessage().description())));
    List<ArgSpec> args = other.args();
    for (int i = 0; i < args.size(); i++) {
      ArgSpec arg = said.args().get(i);
      all.add(
          new Said(
              command,
              arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel(),
              words(arg.description()),
              words(args.get(i).description())));
    }
    english
        .getSubcommands()
        .forEach(
            (name, next) ->
                collect(next, Objects.requireNonNull(chinese.getSubcommands().get(name)), all));
  }

  private static String words(String[] lines) {
    return String.join(" ", lines);
  }

  @Test
  void everyDescriptionIsInChinese() {
    List<Said> all = all();
    assertTrue(all.size() > 700, () -> "found too few: " + all.size());
    assertEquals(
        List.of(),
        all.stream()
            .filter(each -> each.chinese.codePoints().noneMatch(Character::isIdeographic))
            // Words of files and options only.
            .filter(each -> !each.english.equals("pades-lt or pades-lta"))
            .toList());
  }

  /** So that no option has the words of another command's option with the same name. */
  @Test
  void sameWordsInOneLanguageAreTheSameInTheOther() {
    Map<List<String>, Set<String>> chinese = new HashMap<>();
    Map<List<String>, Set<String>> english = new HashMap<>();
    for (Said each : all()) {
      chinese
          .computeIfAbsent(List.of(each.name, each.english), key -> new TreeSet<>())
          .add(each.chinese);
      english
          .computeIfAbsent(List.of(each.name, each.chinese), key -> new TreeSet<>())
          .add(each.english);
    }
    chinese.forEach((key, words) -> assertEquals(1, words.size(), key + " " + words));
    english.forEach((key, words) -> assertEquals(1, words.size(), key + " " + words));
  }

  /** Names, formats and numbers are not translated. */
  @Test
  void optionsAndDefaultsNamedInEnglishAreNamedInChinese() {
    Pattern kept =
        Pattern.compile(
            "--[a-z][a-z-]+|\\b(https?|hid|serial|sim|clip|dev|file|credential|penseal):(?! [a-z])"
                + "|\\d{2,}|\\.[a-z]{3,}|\\b[A-Z]{2,}\\b");
    Set<String> translated =
        Set.of(
            "AND",
            "NOT",
            "AUTHENTICATED",
            "OK",
            "SM",
            "ID",
            "UI",
            "CA",
            "TSA",
            "CLIP",
            "CHALLENGES",
            "KIND",
            "13");
    List<String> lost = new ArrayList<>();
    for (Said each : all()) {
      kept.matcher(each.english)
          .results()
          .map(found -> found.group())
          .filter(word -> !translated.contains(word) && !each.chinese.contains(word))
          .forEach(word -> lost.add(each.command + " " + each.name + ": " + word));
    }
    assertEquals(List.of(), lost);
  }

  @Test
  void termsAreThoseOfTheMessages() {
    List<String> rivals = new ArrayList<>();
    for (Said each : all()) {
      RivalTerms.in(each.chinese, RivalTerms.CHINESE)
          .forEach(rival -> rivals.add(each.chinese + " -> " + RivalTerms.CHINESE.get(rival)));
      if (ENGLISH_PUNCTUATION.matcher(each.chinese).find()) {
        rivals.add(each.chinese + " -> punctuation");
      }
    }
    assertEquals(List.of(), rivals.stream().distinct().toList());
  }

  @Test
  void everyTextIsOfSomething() {
    Set<String> known = new TreeSet<>();
    name(PenSeal.tree(), known);
    Set<String> texts =
        new TreeSet<>(
            ResourceBundle.getBundle("org.penseal.app.text.help", Locale.CHINESE).keySet());
    texts.removeIf(key -> key.startsWith("usage."));
    texts.removeAll(known);
    assertEquals(Set.of(), texts);
  }

  private static void name(CommandLine command, Set<String> known) {
    CommandSpec spec = command.getCommandSpec();
    String path = spec.qualifiedName(".");
    String[] lines = spec.usageMessage().description();
    known.add(path + ".usage.description");
    for (int i = 0; i < lines.length && lines.length > 1; i++) {
      known.add(path + ".usage.description." + i);
    }
    for (OptionSpec option : spec.options()) {
      String name = option.longestName().replaceFirst("^-+", "");
      known.add(name);
      known.add(path + "." + name);
    }
    for (PositionalParamSpec each : spec.positionalParameters()) {
      known.add(path + "." + each.paramLabel() + "[" + each.index() + "]");
    }
    command.getSubcommands().values().forEach(next -> name(next, known));
  }

  @Test
  void languageIsThatOfTheOptionOrOfTheSystem() {
    assertTrue(CommandLineRun.of("sign", "--help", "--lang", "zh").out().startsWith(CHINESE_USAGE));
    assertTrue(CommandLineRun.of("help", "sign", "--lang", "zh").out().startsWith(CHINESE_USAGE));
    assertFalse(CommandLineRun.of("sign", "--help", "--lang", "en").out().contains("用法"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      String help = CommandLineRun.of("data", "--help").out();
      assertTrue(help.startsWith(CHINESE_USAGE), help);
      assertTrue(help.contains("\n命令：\n") && help.contains("\n退出码：\n"), help);
      assertEquals(help, CommandLineRun.of("help", "data").out());
      assertFalse(help.matches("(?s).*\\b(Commands|Exit|Usage|Show)\\b.*"), help);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theServicesAloneHaveTheSameTexts() {
    CommandLineRun alone = CommandLineRun.by(ServeMain::run, "--help", "--lang", "zh");
    assertEquals(0, alone.exit(), alone.err());
    List<String> tree = CommandLineRun.of("serve", "--help", "--lang", "zh").out().lines().toList();
    int from = tree.indexOf("运行签名、加密、证书和时间戳服务。收到 SIGTERM 后，先完成正在处理的调用。");
    assertTrue(from > 0, tree::toString);
    List<String> words = tree.subList(from, tree.size());
    assertTrue(alone.out().endsWith(String.join("\n", words) + "\n"), alone.out());
  }
}
