// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.LivenessException.ModelChoiceUnreadable;

/** The file models.json. */
class ModelChoiceTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("models.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "null",
        "[]",
        "{} {}",
        "{\"recognition\": \"third\"}",
        "{\"recognition\": 2}",
        "{\"recognition\": \"first\", \"recognition\": \"both\"}",
        "{\"detector\": \"x\"}",
        "{\"embedder\": \"\"}",
        "{\"embedder\": \"mine\\u0000.json\"}"
      })
  void refusesWhatIsNoChoice(String text) throws Exception {
    Files.writeString(file, text);
    ModelChoiceUnreadable refused =
        assertThrows(ModelChoiceUnreadable.class, () -> ModelChoice.orBundled(file));
    assertEquals(file.toString(), refused.path());
    assertThrows(ModelChoiceUnreadable.class, () -> ModelChoice.read(file));
  }

  @Test
  void aNamedFileMustBeThere() throws Exception {
    assertThrows(ModelChoiceUnreadable.class, () -> ModelChoice.read(file));
    assertEquals(ModelFiles.Recognition.FIRST, ModelChoice.orBundled(file).recognition());
    Files.createDirectory(file);
    assertThrows(ModelChoiceUnreadable.class, () -> ModelChoice.orBundled(file));
  }

  @Test
  void whatIsLeftOutStaysAsItIs() throws Exception {
    Files.writeString(file, "{\"recognition\": \"both\", \"passive\": \"mine.json\"}");
    ModelFiles models = ModelChoice.read(file);
    assertEquals(ModelFiles.Recognition.BOTH, models.recognition());
    assertTrue(models.own(Model.PASSIVE));
    assertFalse(models.own(Model.EMBEDDER));
    assertEquals(folder.resolve("mine.json").toString(), models.called(Model.PASSIVE));
  }
}
