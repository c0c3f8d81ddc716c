// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

class PersonFileTest {
  @TempDir Path folder;

  @Command
  private static final class Any {}

  private PersonFile read(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("person.json"), text);
    CommandLine line = new CommandLine(new Any());
    return PersonFile.read(file.toString(), line.getCommandSpec());
  }

  @Test
  void eachPartMayBeLeftOut() throws Exception {
    assertEquals(
        new PersonFile("张伟", "11010519491231002X", "13800000000"),
        read("{\"name\":\"张伟\",\"idNumber\":\"11010519491231002X\",\"phone\":\"13800000000\"}"));
    assertEquals(new PersonFile(null, null, null), read("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "13800000000",
        "{\"name\":\"张伟\"} {}",
        "{\"phone\":{\"number\":\"13800000000\"}}",
        "{\"telephone\":\"13800000000\"}"
      })
  void anythingElseIsRefusedWithoutAWordOfWhatStandsInIt(String text) {
    ParameterException refused = assertThrows(ParameterException.class, () -> read(text));
    String said = Objects.requireNonNull(refused.getMessage());
    assertFalse(said.contains("138"), said);
    assertFalse(said.contains("张伟"), said);
  }

  @Test
  void aFileThatIsTooLongIsRefused() {
    assertThrows(
        ParameterException.class, () -> read("{\"name\":\"" + "a".repeat(1 << 16) + "\"}"));
  }
}
