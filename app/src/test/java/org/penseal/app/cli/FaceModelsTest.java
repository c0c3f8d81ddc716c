// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penseal face … --models FILE.json}, in words. */
class FaceModelsTest {
  private static final Path FACE = Path.of("..", "testdata", "portraits", "astronaut.png");
  private static final String FEED =
      "{'side': 112, 'rgb': false, 'mean': [127, 127, 127], 'scale': 0.01, 'cut': 'ARCFACE'}";
  private static final String COMPARISON =
      "{'measure': 'COSINE', 'match': 0.3, 'strangersMean': 0, 'strangersDeviation': 0.1}";

  @TempDir Path folder;

  private Path choice() throws Exception {
    return Files.writeString(folder.resolve("models.json"), "{\"embedder\": \"mine.json\"}");
  }

  private void describe(byte[] onnx, String comparison) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(onnx);
    String text =
        "{'file': 'mine.onnx', 'length': %d, 'sha256': '%s', 'feed': %s, 'comparison': %s}"
            .formatted(onnx.length, HexFormat.of().formatHex(sum), FEED, comparison);
    Files.writeString(folder.resolve("mine.json"), text.replace('\'', '"'));
  }

  private static void refused(String code, int exit, Path named, Object... words) {
    for (String language : new String[] {"en", "zh"}) {
      Object[] all = Arrays.copyOf(words, words.length + 2);
      all[words.length] = "--lang";
      all[words.length + 1] = language;
      CommandLineRun run = CommandLineRun.of(all);
      assertEquals(code, run.code(), run.err());
      assertEquals(exit, run.exit());
      assertEquals("", run.out());
      assertTrue(run.err().contains(named.toString()), run.err());
      assertFalse(run.err().contains("\tat "), run.err());
      assertFalse(run.err().contains("JPEG"), run.err());
    }
  }

  @Test
  void aNamedChoiceMustBeThere() {
    Path none = folder.resolve("none.json");
    refused("model-choice-unreadable", 65, none, "face", "compare", "--models", none, FACE, FACE);
    refused("model-choice-unreadable", 65, none, "face", "detect", "--models", none, FACE);
    Path list = folder.resolve("none.tsv");
    refused("model-choice-unreadable", 65, none, "face", "evaluate", "--models", none, list);
    refused("model-choice-unreadable", 65, none, "face", "trial", "--models", none, list);
  }

  @Test
  void aChoiceThatIsNoneIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("models.json"), "null");
    refused("model-choice-unreadable", 65, file, "face", "compare", "--models", file, FACE, FACE);
  }

  @Test
  void aDescriptorIsMissingOrLacksSomething() throws Exception {
    Path choice = choice();
    Path mine = folder.resolve("mine.json");
    refused("model-missing", 2, mine, "face", "compare", "--models", choice, FACE, FACE);
    describe(new byte[9], COMPARISON.replace("'match': 0.3, ", ""));
    refused("model-unfit", 2, mine, "face", "compare", "--models", choice, FACE, FACE);
  }

  @Test
  void aFileThatIsNoNetworkIsRefused() throws Exception {
    Path onnx = folder.resolve("mine.onnx");
    describe(new byte[9], COMPARISON);
    refused("model-missing", 2, onnx, "face", "compare", "--models", choice(), FACE, FACE);
    Files.write(onnx, new byte[8]);
    refused("model-altered", 2, onnx, "face", "compare", "--models", choice(), FACE, FACE);
    Files.write(onnx, new byte[9]);
    Path mine = folder.resolve("mine.json");
    refused("model-unfit", 2, mine, "face", "compare", "--models", choice(), FACE, FACE);
  }
}
