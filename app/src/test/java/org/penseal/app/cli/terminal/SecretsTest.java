// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.refusal.FileException;
import picocli.CommandLine.TypeConversionException;

class SecretsTest {
  @TempDir Path folder;

  private Path file(byte... bytes) throws Exception {
    return Files.write(folder.resolve("secret"), bytes);
  }

  @Test
  void aSecretIsTheFirstLineWithoutItsEnd() throws Exception {
    for (String text : new String[] {"p w", "p w\n", "p w\r\n", "p w\nsecond"}) {
      assertEquals(
          "p w", new String(Secrets.password(file(text.getBytes(StandardCharsets.UTF_8)))));
    }
    assertEquals("", new String(Secrets.password(file())));
    assertArrayEquals(new char[0], Secrets.password(null));
  }

  @Test
  void aPinIsUtf8AndHasItsDefault() throws Exception {
    assertArrayEquals(
        "口令1".getBytes(StandardCharsets.UTF_8),
        Secrets.pin(file("口令1\n".getBytes(StandardCharsets.UTF_8)), "x"));
    assertArrayEquals(new byte[] {'x'}, Secrets.pin(null, "x"));
  }

  @Test
  void whatIsNoTextTooLongOrNotThereIsRefused() throws Exception {
    Path binary = file((byte) 'a', (byte) 0xFF);
    assertThrows(FileException.InputUnreadable.class, () -> Secrets.password(binary));
    Path endless = Path.of("/dev/zero");
    assertThrows(FileException.InputUnreadable.class, () -> Secrets.password(endless));
    Path none = folder.resolve("none");
    assertThrows(FileException.InputUnreadable.class, () -> Secrets.keyPassword(none));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "ZH", "zh_CN.UTF-8", "zh-Hans"})
  void aLanguageMayHaveARegion(String word) {
    assertEquals("zh", new OptionWords.Language().convert(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fr", "zhx", "english"})
  void aLanguageWithoutTextsIsRefused(String word) {
    assertThrows(TypeConversionException.class, () -> new OptionWords.Language().convert(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "NaN", "Infinity", "1e999", "ten", ""})
  void aNumberIsFiniteAndNotNegative(String word) {
    assertThrows(TypeConversionException.class, () -> new OptionWords.NotNegative().convert(word));
    assertThrows(TypeConversionException.class, () -> new OptionWords.Positive().convert(word));
  }

  @Test
  void zeroIsNotNegativeAndNotPositive() {
    assertEquals(0.0, new OptionWords.NotNegative().convert("0"));
    assertThrows(TypeConversionException.class, () -> new OptionWords.Positive().convert("0"));
    assertEquals(0.5, new OptionWords.Positive().convert("0.5"));
  }

  @Test
  void aTimeNeedsItsOffset() {
    assertEquals(
        Instant.parse("2026-01-31T08:00:00Z"),
        new OptionWords.Time().convert("2026-01-31T16:00:00+08:00"));
    assertThrows(
        TypeConversionException.class, () -> new OptionWords.Time().convert("2026-01-31T16:00:00"));
  }
}
