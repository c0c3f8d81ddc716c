// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A refused usage is told in the language that was asked for, with the help that says more. */
class UsageWordsTest {
  private static void says(String language, String said, Object... words) {
    CommandLineRun run =
        CommandLineRun.of(Stream.concat(Stream.of(words), Stream.of("--lang", language)).toArray());
    assertEquals(64, run.exit(), run.err());
    assertEquals("[usage] " + said, run.err().strip());
  }

  @Test
  void whatIsMissingIsNamed() {
    says(
        "en",
        "Missing required options or parameters: --out, IN. Run `penseal help sign` for the usage.",
        "sign");
    says("zh", "缺少必需的选项或参数：--out、IN。 可用 `penseal help sign` 查看用法。", "sign");
  }

  @Test
  void whatIsUnknownIsNamed() {
    says(
        "en",
        "Unknown options or parameters: --nope. Run `penseal help data open` for the usage.",
        "data",
        "open",
        "F",
        "--out",
        "O",
        "--nope");
    says(
        "zh",
        "无法识别的选项或参数：--nope。 可用 `penseal help data open` 查看用法。",
        "data",
        "open",
        "F",
        "--out",
        "O",
        "--nope");
  }

  @Test
  void oneOfAGroupIsNotCalledMissing() {
    CommandLineRun run = CommandLineRun.of("evidence", "erase", "--lang", "zh");
    assertEquals(64, run.exit(), run.err());
    assertTrue(run.err().startsWith("[usage] 选项或参数有误（技术信息："), run.err());
    assertTrue(run.err().contains("--case"), run.err());
  }

  @Test
  void anOptionWithoutItsValueIsNotCalledMissing() {
    CommandLineRun run = CommandLineRun.of("sign", "F", "--lang", "en", "--out");
    assertEquals(64, run.exit(), run.err());
    assertFalse(run.err().contains("Missing required options or parameters"), run.err());
    assertTrue(run.err().contains("'--out'"), run.err());
  }

  @Test
  void ownRefusalsAreInBothLanguages() {
    says(
        "en",
        "Missing required options or parameters: --pad. Run `penseal help sign` for the usage.",
        "sign",
        "F",
        "--out",
        "O");
    says(
        "zh",
        "下列选项至少须使用一个：--recipient、--key-file、--password-file。 可用 `penseal help data seal` 查看用法。",
        "data",
        "seal",
        "F",
        "--out",
        "O");
    says(
        "en",
        "--port must be between 1 and 65532. Run `penseal help serve` for the usage.",
        "serve",
        "--demo",
        "--port",
        "0");
  }

  @Test
  void theFormOfAValueIsToldInEnglishAndHidesNumbers() {
    CommandLineRun run =
        CommandLineRun.of("verify", "F", "--at", "11010519491231002X", "--lang", "zh");
    assertEquals(64, run.exit(), run.err());
    assertTrue(run.err().startsWith("[usage] --at 的值有误（技术信息：'110****X' is not a time"), run.err());
    assertFalse(run.err().contains("19491231"), run.err());
  }

  @Test
  void messagesOfTheBundlesStayAsTheyAre() {
    CommandLineRun run = CommandLineRun.of("ink", "convert", "a.bin", "b.json", "--lang", "zh");
    assertEquals(64, run.exit(), run.err());
    assertTrue(run.err().startsWith("[usage] 未知的扩展名：a.bin。"), run.err());
    assertTrue(run.err().contains("`penseal help ink` 查看用法"), run.err());
  }
}
