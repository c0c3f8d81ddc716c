// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.ModelAltered;
import org.penseal.liveness.LivenessException.ModelMissing;
import org.penseal.liveness.LivenessException.ModelUnfit;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.vision.Vision;

class ModelFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void bundledModelIsTheOneItsDescriptorNames(Model model) throws Exception {
    ModelDescriptor descriptor = ModelFiles.bundled().descriptor(model);
    assertEquals(descriptor.length(), ModelFiles.bundled().bytes(model).length);
    assertTrue(!descriptor.licence().isBlank() && !descriptor.trainingData().isBlank());
  }

  @Test
  void refusesAModelWithOneBitChanged() throws Exception {
    byte[] bytes = ModelFiles.bundled().bytes(Model.EYE).clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("fr_eye.onnx"), bytes);
    ModelAltered refused =
        assertThrows(ModelAltered.class, () -> ModelFiles.in(folder).bytes(Model.EYE));
    assertEquals(ModelFiles.bundled().descriptor(Model.EYE).sha256(), refused.expectedSha256());
  }

  @Test
  void refusesAModelWithSomethingAppended() throws Exception {
    byte[] bytes = ModelFiles.bundled().bytes(Model.EYE);
    Files.write(folder.resolve("fr_eye.onnx"), java.util.Arrays.copyOf(bytes, bytes.length + 9));
    assertThrows(ModelAltered.class, () -> ModelFiles.in(folder).bytes(Model.EYE));
  }

  @Test
  void saysWhichModelIsMissing() {
    ModelMissing missing =
        assertThrows(ModelMissing.class, () -> ModelFiles.in(folder).bytes(Model.MESH));
    assertEquals("face_landmark", missing.model());
  }

  @Test
  void asksTheOperatorsOwnEmbedder() throws Exception {
    own("{\"embedder\": \"mine.json\", \"recognition\": \"both\"}", Function.identity());
    ModelFiles models = ModelChoice.read(folder.resolve("models.json"));
    models.verify();
    assertEquals("mine", models.descriptor(Model.EMBEDDER).name());
    assertEquals(ModelFiles.Recognition.BOTH, models.recognition());
    try (Vision vision = new Vision(models)) {
      Frame portrait = Portraits.astronaut();
      assertEquals(2, vision.embed(portrait, vision.onlyFace(portrait)).parts().size());
    }
  }

  @Test
  void refusesAnEmbedderThatIsNotWhatItsDescriptorSays() throws Exception {
    own(
        "{\"embedder\": \"mine.json\"}",
        text -> text.replaceFirst("\"sha256\": \"[0-9a-f]{2}", "\"sha256\": \"00"));
    ModelFiles models = ModelChoice.read(folder.resolve("models.json"));
    assertThrows(ModelAltered.class, models::verify);
  }

  @Test
  void refusesAnEmbedderThatIsNotDescribed() throws Exception {
    own("{\"embedder\": \"mine.json\"}", text -> text.replace("\"feed\"", "\"food\""));
    ModelFiles models = ModelChoice.read(folder.resolve("models.json"));
    assertThrows(ModelUnfit.class, () -> new Vision(models).close());
    own(
        "{\"embedder\": \"mine.json\"}",
        text -> text.replace("\"ARCFACE\"", "\"BOX\", \"margin\": 1.5"));
    assertThrows(ModelUnfit.class, () -> new Vision(models).close());
  }

  private void own(String choice, Function<String, String> change) throws Exception {
    Files.writeString(folder.resolve("models.json"), choice);
    Files.write(folder.resolve("fr_feature.onnx"), ModelFiles.bundled().bytes(Model.EMBEDDER));
    try (InputStream in = ModelFiles.class.getResourceAsStream("files/fr_feature.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve("mine.json"),
          change.apply(text.replace("\"name\": \"fr_feature\"", "\"name\": \"mine\"")));
    }
  }
}
