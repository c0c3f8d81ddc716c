// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.LivenessException.NoFace;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.TurnedPictures;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.check.FaceEvaluation.Evaluation;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Thresholds;

class FaceEvaluationTest {
  private final FaceEvaluation evaluation =
      new FaceEvaluation(ModelFiles.bundled(), Thresholds.standard());
  @TempDir Path folder;

  @Test
  void evaluatesAListAndCountsWhatHasNoFace() throws Exception {
    Files.copy(Portraits.astronautFile(), folder.resolve("a.png"));
    Files.write(
        folder.resolve("a2.jpg"), Stills.jpeg(Portraits.mirrored(Portraits.astronaut()), 70));
    Files.copy(Portraits.hopperFile(), folder.resolve("g.jpg"));
    Files.write(folder.resolve("g2.jpg"), Stills.jpeg(Portraits.mirrored(Portraits.hopper()), 70));
    Files.write(folder.resolve("empty.png"), Stills.png(Portraits.grey()));
    Path list =
        Files.writeString(
            folder.resolve("pairs.tsv"),
            "# a comment\na.png\ta2.jpg\t1\ng.jpg\tg2.jpg\t1\n\na.png\tg.jpg\t0\n"
                + "a2.jpg\tg2.jpg\t0\na.png\tempty.png\t0\nmissing.png\tempty.png\t1\n"
                + "notes.txt\tmissing.png\t0\n");
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    Evaluation result = evaluation.evaluate(list);
    assertEquals(7, result.counts().pairs());
    assertEquals(2, result.counts().genuine());
    assertEquals(2, result.counts().impostor());
    assertEquals(1, result.counts().failedToDetect());
    assertEquals(
        List.of("missing.png", "notes.txt"),
        result.unreadable().stream().map(Path::getFileName).map(Path::toString).toList());
    assertEquals(0, result.eer());
    assertEquals(1, result.accuracy());
    assertEquals(1, result.accuracyAtThreshold());
    assertEquals(1, result.accepted().atFar1());
  }

  @Test
  void aPictureThatIsTurnedByItsOrientationCountsAsUpright() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= TurnedPictures.ORIENTATIONS; i++) {
      Files.write(folder.resolve("a" + i + ".jpg"), TurnedPictures.jpeg(Portraits.astronaut(), i));
      rows.append("a1.jpg\ta").append(i).append(".jpg\t1\n");
    }
    Evaluation result =
        evaluation.evaluate(Files.writeString(folder.resolve("pairs.tsv"), rows.toString()));
    assertEquals(0, result.counts().failedToDetect());
    assertEquals(TurnedPictures.ORIENTATIONS, result.counts().genuine());
    // The lossy squares lie otherwise in each; nothing else differs.
    assertTrue(result.bestThreshold() > 0.95, () -> "" + result.bestThreshold());
  }

  @Test
  void aListOfWhichNoPictureCanBeReadIsRefused() throws Exception {
    Path list = Files.writeString(folder.resolve("pairs.tsv"), "a.png\tb.png\t1\n");
    Unreadable refused = assertThrows(Unreadable.class, () -> evaluation.evaluate(list));
    assertTrue(refused.path().endsWith("a.png"), refused.path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing but words\n"})
  void aListWithoutAPairIsRefused(String text) throws Exception {
    Path list = Files.writeString(folder.resolve("pairs.tsv"), text);
    Unreadable refused = assertThrows(Unreadable.class, () -> evaluation.evaluate(list));
    assertTrue(refused.path().endsWith("pairs.tsv"), refused.path());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
    Files.copy(Portraits.astronautFile(), folder.resolve("a.png"));
    Files.copy(Portraits.hopperFile(), folder.resolve("g.jpg"));
    Path list =
        Files.writeString(folder.resolve("pairs.tsv"), "\uFEFFa.png\tg.jpg\t0\na.png\ta.png\t1\n");
    Evaluation result = evaluation.evaluate(list);
    assertEquals(List.of(), result.unreadable());
    assertEquals(1, result.counts().impostor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png\tb.png", "a.png\tb.png\t2", "a.png b.png 1", "a\tb\t1\tx"})
  void refusesALineItDoesNotUnderstandWithItsNumber(String line) throws Exception {
    Path list = Files.writeString(folder.resolve("pairs.tsv"), "a\tb\t1\n" + line + "\n");
    Unreadable refused = assertThrows(Unreadable.class, () -> evaluation.evaluate(list));
    assertTrue(refused.path().endsWith(":2"), refused.path());
  }

  @Test
  void detectsAndComparesFiles() throws Exception {
    assertEquals(1, evaluation.detect(Portraits.astronautFile()).size());
    assertFalse(evaluation.compare(Portraits.astronautFile(), Portraits.hopperFile()).match());
    assertTrue(evaluation.compare(Portraits.hopperFile(), Portraits.hopperFile()).match());
    Path empty = folder.resolve("empty.png");
    Files.write(empty, Stills.png(Portraits.grey()));
    assertEquals(List.of(), evaluation.detect(empty));
    assertThrows(NoFace.class, () -> evaluation.compare(Portraits.astronautFile(), empty));
  }

  @Test
  void comparisonNeedsEyesFarEnoughApart() throws Exception {
    FaceEvaluation strict =
        new FaceEvaluation(
            ModelFiles.bundled(),
            Thresholds.standard().with(new Thresholds.Likeness(0.324, 0.324, 60)));
    assertThrows(
        TooSmall.class, () -> strict.compare(Portraits.astronautFile(), Portraits.hopperFile()));
  }
}
