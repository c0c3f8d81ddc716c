// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.cli.serve.ServeMain;

/** An option that would have no effect is not passed over in silence. */
class OptionNeedsTest {
  private static final String SIGN = "sign F --out O ";
  private static final String ON_PAD = SIGN + "--pad sim:stu-430v ";

  @TempDir Path folder;

  private CommandLineRun run(String words, String language) {
    List<Object> all = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      all.add(word.matches("[A-Z]") ? folder.resolve(word) : word);
    }
    all.addAll(List.of("--lang", language));
    return CommandLineRun.of(all.toArray());
  }

  private void refused(String words, String option, String needed) throws Exception {
    CommandLineRun english = run(words, "en");
    assertEquals("usage", english.code(), words + english.err());
    assertEquals(64, english.exit(), words);
    assertEquals("", english.out(), words);
    String said = "[usage] " + option + " has no effect without " + needed + ".";
    assertTrue(english.err().startsWith(said), words + " " + english.err());
    CommandLineRun chinese = run(words, "zh");
    said = "[usage] " + option + " 须与 " + needed.replace(" or ", " 或 ") + " 同时使用";
    assertTrue(chinese.err().startsWith(said), words + " " + chinese.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList(), words);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verify F --escrow-key K|--escrow-key|--share",
        "verify F --share S|--share|--escrow-key",
        "verify F --password-file P|--password-file|--escrow-key",
        "verify F --tls-trust T|--tls-trust|--online",
        "data verify F --tls-key T|--tls-key|--online",
        "extend F --out O --tls-encryption-key T|--tls-encryption-key|--tls-key",
        "timestamp F --tls-password-file P|--tls-password-file|--tls-key",
        "admin state --server https://a --tls-password-file P|--tls-password-file|--tls-key",
        "data sign F --out O --key K --trust T|--trust|--tsa",
        "data sign F --out O --key K --tls-trust T|--tls-trust|--tsa",
        "data sign F --out O --key K --tls-key T|--tls-key|--tsa",
        "data sign F --out O --key K --pin-file P|--pin-file|--key skf:… or --key pkcs11:…",
        "data sign F --out O --key skf:lib --password-file P|--password-file|--key FILE",
        "login F --origin o --out O --key K --pin-file P|--pin-file|--key skf:… or --key pkcs11:…",
        "keys request --subject CN=x --password-file P --out O --new-key|--new-key|--signature-key",
        "keys request --subject CN=x --password-file P --out O --pin-file Q|--pin-file|--signature-key",
        "workplace init --authority-trust T|--authority-trust|--authority",
        "serve --port 8800|--port|--demo",
        "timestamp F --demo --trust T|--trust|--tsa",
        "evidence anchor --demo --trust T|--trust|--tsa",
        "bench verify --rate 5|--rate|--minutes",
        "bench serve --calls signatures|--calls|--minutes"
      })
  void isRefusedInEveryCommand(String words, String option, String needed) throws Exception {
    refused(words, option, needed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ca-reference r|--ca-reference|--ca",
        "--ca-secret-file S|--ca-secret-file|--ca",
        "--authority-trust T|--authority-trust|--authority",
        "--authority-certificate T|--authority-certificate|--authority",
        "--authority-key K|--authority-key|--authority",
        "--authority https://a --authority-password-file P|--authority-password-file|--authority-key",
        "--field f --keyword-hit 1|--keyword-hit|--keyword",
        "--at 1,1,1,50,50 --keyword-offset 1,1|--keyword-offset|--keyword",
        "--keyword-size 200,76|--keyword-size|--keyword",
        "--trace-annotation T|--trace-annotation|--transcribe or --annotate",
        "--annotation-at 1,60,60,200,76|--annotation-at|--transcribe or --annotate",
        "--challenge blink|--challenge|--camera",
        "--expired-card flag|--expired-card|--idcard",
        "--password-file P|--password-file|--key FILE"
      })
  void isRefusedOnASimulatedPad(String words, String option, String needed) throws Exception {
    refused(ON_PAD + words, option, needed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--trace T",
        "--speed 2",
        "--transcribe x",
        "--annotate",
        "--pages-on-pad",
        "--business B",
        "--business-type B",
        "--consent C"
      })
  void ofACaseIsRefusedWithoutAPad(String words) throws Exception {
    refused(SIGN + "--key K " + words, last(words), "--pad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--trace T", "--speed 2", "--annotate --trace-annotation T"})
  void ofASimulatedSignerIsRefusedOnADevice(String words) throws Exception {
    for (String pad : List.of("hid:", "serial:/dev/null")) {
      refused(SIGN + "--pad " + pad + " " + words, last(words), "--pad sim:…");
      refused(SIGN + "--key K --pad " + pad + " " + words, last(words), "--pad sim:…");
    }
  }

  @Test
  void settingsAreRefusedBesideADemonstration() throws Exception {
    String words = "serve --demo --settings F";
    CommandLineRun english = run(words, "en");
    assertEquals(64, english.exit(), english.err());
    String said = "[usage] --settings has no effect with --demo. ";
    assertTrue(english.err().startsWith(said), english.err());
    CommandLineRun chinese = run(words, "zh");
    said = "[usage] --settings 与 --demo 同时使用时无效。";
    assertTrue(chinese.err().startsWith(said), chinese.err());
    CommandLineRun alone =
        CommandLineRun.by(ServeMain::run, "--demo", "--settings", folder.resolve("F"));
    assertEquals(64, alone.exit(), alone.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aDataFolderIsRefusedBesideSettings() throws Exception {
    for (String words : List.of("serve", "serve check")) {
      CommandLineRun run = run(words + " --settings F --data D", "en");
      assertEquals(64, run.exit(), run.err());
      assertTrue(run.err().startsWith("[usage] --data has no effect with --settings. "), run.err());
    }
  }

  private static String last(String words) {
    return words.substring(words.lastIndexOf("--")).split(" ", 2)[0];
  }

  @Test
  void isRefusedWhereTheServicesAreStartedAlone() {
    CommandLineRun english = CommandLineRun.by(ServeMain::run, "--port", "8800", "--lang", "en");
    assertEquals(64, english.exit(), english.err());
    assertEquals(
        "[usage] --port has no effect without --demo. Run `penseal-server --help` for the usage.",
        english.err().strip());
    CommandLineRun chinese =
        CommandLineRun.by(ServeMain::run, "token", "--nothing", "--lang", "zh");
    assertEquals(64, chinese.exit(), chinese.err());
    assertTrue(chinese.err().startsWith("[usage] 无法识别的选项或参数：--nothing"), chinese.err());
    assertTrue(chinese.err().contains("`penseal-server token --help`"), chinese.err());
  }

  @Test
  void bothTogetherAreReadAndNotRefused() {
    CommandLineRun both = run("verify F --escrow-key K --share S", "en");
    assertEquals("input-unreadable", both.code(), both.err());
  }
}
