// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.text.Texts;

/** A line of an answer stays one line, so a text of several lines is printed as a block. */
class ReplyTest {
  private static final Path COMMANDS = Path.of("src/main/java/org/penseal/app/cli");
  private static final Pattern ONE_LINE =
      Pattern.compile("\\b(?:line|progress)\\([^;\"]*get\\(\\s*\"([^\"]+)\"");

  @Test
  void whatIsPrintedAsOneLineHasNoLineBreak() throws IOException {
    Set<String> keys = keys();
    assertTrue(keys.size() > 60, () -> keys.size() + " found");
    for (String language : List.of("en", "zh")) {
      Texts texts = Texts.of(language);
      List<String> broken =
          keys.stream().filter(key -> texts.has(key) && texts.get(key).contains("\n")).toList();
      assertEquals(List.of(), broken, language);
    }
  }

  @Test
  void aNewTokenAndItsDigestHaveALineEach() {
    List<String> lines = CommandLineRun.of("serve", "token", "--lang", "en").out().lines().toList();
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).matches("Token: pst_[\\w-]{43}"), lines.get(0));
    assertTrue(lines.get(1).matches(".*: sm3:[0-9a-f]{64}"), lines.get(1));
  }

  private static Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(COMMANDS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Matcher printed = ONE_LINE.matcher(Files.readString(file));
        while (printed.find()) {
          keys.add(printed.group(1));
        }
      }
    }
    return keys;
  }
}
