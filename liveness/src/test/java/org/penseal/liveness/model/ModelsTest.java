// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.liveness.LivenessException.ModelAltered;
import org.penseal.liveness.LivenessException.ModelMissing;

class ModelsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void bundledModelIsTheOneItsDescriptorNames(Model model) throws Exception {
    ModelDescriptor descriptor = Models.bundled().descriptor(model);
    assertEquals(descriptor.length(), Models.bundled().bytes(model).length);
    assertTrue(!descriptor.licence().isBlank() && !descriptor.trainingData().isBlank());
  }

  @Test
  void refusesAModelWithOneBitChanged() throws Exception {
    byte[] bytes = Models.bundled().bytes(Model.EYE).clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("fr_eye.onnx"), bytes);
    ModelAltered refused =
        assertThrows(ModelAltered.class, () -> Models.in(folder).bytes(Model.EYE));
    assertEquals(Models.bundled().descriptor(Model.EYE).sha256(), refused.expectedSha256());
  }

  @Test
  void refusesAModelWithSomethingAppended() throws Exception {
    byte[] bytes = Models.bundled().bytes(Model.EYE);
    Files.write(folder.resolve("fr_eye.onnx"), java.util.Arrays.copyOf(bytes, bytes.length + 9));
    assertThrows(ModelAltered.class, () -> Models.in(folder).bytes(Model.EYE));
  }

  @Test
  void saysWhichModelIsMissing() {
    ModelMissing missing =
        assertThrows(ModelMissing.class, () -> Models.in(folder).bytes(Model.MESH));
    assertEquals("face_landmark", missing.model());
  }
}
