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
  void valuesThatAreNotTakenAreToldInBothLanguages() {
    String[] yesterday = {"verify", "F", "--at", "yesterday"};
    says(
        "en",
        "--at must be a time like 2026-01-31T08:00:00Z or 2026-01-31T16:00:00+08:00."
            + " Run `penseal help verify` for the usage.",
        yesterday);
    says(
        "zh",
        "--at 须为时间，例如 2026-01-31T08:00:00Z 或 2026-01-31T16:00:00+08:00。"
            + " 可用 `penseal help verify` 查看用法。",
        yesterday);
    says(
        "zh",
        "--digest 只能取下列值之一：SM3、SHA-256、SHA-384、SHA-512。 可用 `penseal help timestamp` 查看用法。",
        "timestamp",
        "F",
        "--digest",
        "MD5");
    says("zh", "--port 须为整数。 可用 `penseal help serve` 查看用法。", "serve", "--port", "many");
    says("zh", "--rate 须为数值。 可用 `penseal help bench` 查看用法。", "bench", "serve", "--rate", "many");
    says(
        "zh",
        "--tsa 的地址中，端口须在 1 与 65535 之间。 可用 `penseal help timestamp` 查看用法。",
        "timestamp",
        "F",
        "--tsa",
        "http://localhost:65536");
    says(
        "zh",
        "IN：a\\u0000b 在本机不能用作文件名（区域设置不支持其中的字符，或含有禁用的字符）。 可用 `penseal help sign` 查看用法。",
        "sign",
        "a\0b");
  }

  @Test
  void numbersThatMayBeOfAPersonAreHidden() {
    CommandLineRun run = CommandLineRun.of("sign", "11010519491231002X\0", "--lang", "zh");
    assertEquals(64, run.exit(), run.err());
    assertTrue(run.err().startsWith("[usage] IN：110****X"), run.err());
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
