// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.ModelAltered;
import org.penseal.liveness.LivenessException.ModelMissing;
import org.penseal.liveness.LivenessException.ModelUnfit;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.vision.Vision;

/** An embedder of the operator's own, described with the fields that docs/identity.md names. */
@Tag("slow")
class OwnModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENTED =
      """
      {"file": "mine.onnx",
       "feed": {"side": 112, "rgb": false, "mean": [127, 127, 127], "scale": 0.0078125,
                "cut": "ARCFACE"},
       "comparison": {"measure": "COSINE", "match": 0.324, "strangersMean": 0.005,
                      "strangersDeviation": 0.097}}
      """;

  @TempDir Path folder;
  private Path file;
  private ModelFiles models;
  private ObjectNode descriptor;

  @BeforeEach
  void describe() throws Exception {
    file = folder.resolve("mine.json");
    models = ModelFiles.bundled().with(Model.EMBEDDER, file);
    descriptor = (ObjectNode) JSON.readTree(DOCUMENTED);
    onnx(ModelFiles.bundled().bytes(Model.EMBEDDER));
  }

  private void onnx(byte[] bytes) throws Exception {
    Files.write(folder.resolve("mine.onnx"), bytes);
    descriptor.put("length", bytes.length);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    descriptor.put("sha256", HexFormat.of().formatHex(digest));
    write();
  }

  private void write() throws Exception {
    Files.write(file, JSON.writeValueAsBytes(descriptor));
  }

  private void use() throws LivenessException {
    try (Vision vision = new Vision(models)) {
      Frame portrait = Portraits.astronaut();
      vision.embed(portrait, vision.onlyFace(portrait));
    }
  }

  private void unfit() {
    ModelUnfit refused = assertThrows(ModelUnfit.class, this::use);
    assertEquals(file.toString(), refused.model());
  }

  @Test
  void theDocumentedFieldsAreEnough() throws Exception {
    use();
    assertEquals(0.324, models.match());
  }

  @ParameterizedTest
  @CsvSource({
    "/,file",
    "/,length",
    "/,sha256",
    "/,feed",
    "/,comparison",
    "feed,side",
    "feed,rgb",
    "feed,mean",
    "feed,scale",
    "feed,cut",
    "comparison,measure",
    "comparison,match",
    "comparison,strangersMean",
    "comparison,strangersDeviation"
  })
  void whatIsNeededIsNotGuessed(String part, String field) throws Exception {
    ObjectNode of = part.equals("/") ? descriptor : (ObjectNode) descriptor.get(part);
    of.putNull(field);
    write();
    unfit();
    of.put(field, "");
    write();
    unfit();
    of.remove(field);
    write();
    unfit();
    if (!part.equals("feed") && !field.equals("feed")) {
      assertThrows(ModelUnfit.class, models::match);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "no", "{", "{}", "7"})
  void whatIsNoDescriptorIsUnfit(String text) throws Exception {
    Files.writeString(file, text);
    unfit();
    assertThrows(ModelUnfit.class, models::verify);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, (1L << 29) + 1, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE})
  void aLengthThatNoModelHasIsUnfit(long length) throws Exception {
    descriptor.put("length", length);
    write();
    unfit();
  }

  @Test
  void aDescriptorOfMegabytesIsUnfit() throws Exception {
    Files.writeString(file, " ".repeat(1 << 20) + descriptor);
    unfit();
  }

  @Test
  void aFileThatCannotBeNamedIsUnfit() throws Exception {
    descriptor.put("file", "mine\0.onnx");
    write();
    unfit();
  }

  @Test
  void whatIsNotThereIsMissing() throws Exception {
    Files.delete(folder.resolve("mine.onnx"));
    ModelMissing missing = assertThrows(ModelMissing.class, this::use);
    assertEquals(folder.resolve("mine.onnx").toString(), missing.model());
    Files.delete(file);
    missing = assertThrows(ModelMissing.class, this::use);
    assertEquals(file.toString(), missing.model());
  }

  @Test
  void theSumMayBeWrittenInEitherCase() throws Exception {
    descriptor.put("sha256", descriptor.get("sha256").asText().toUpperCase(Locale.ROOT));
    write();
    models.verify();
    descriptor.put("sha256", "0".repeat(64));
    write();
    ModelFiles anew = ModelFiles.bundled().with(Model.EMBEDDER, file);
    assertThrows(ModelAltered.class, anew::verify);
    descriptor.put("sha256", "0".repeat(63));
    write();
    assertThrows(ModelUnfit.class, anew::verify);
  }

  @Test
  void whatIsNoNetworkIsUnfit() throws Exception {
    byte[] whole = ModelFiles.bundled().bytes(Model.EMBEDDER);
    onnx("no network at all".getBytes(StandardCharsets.US_ASCII));
    unfit();
    models = ModelFiles.bundled().with(Model.EMBEDDER, file);
    onnx(Arrays.copyOf(whole, whole.length / 2));
    unfit();
    models = ModelFiles.bundled().with(Model.EMBEDDER, file);
    onnx(new byte[0]);
    unfit();
  }

  @Test
  void aNetworkThatTakesAnotherInputIsUnfit() throws Exception {
    ((ObjectNode) descriptor.get("feed")).put("side", 64);
    write();
    unfit();
  }

  @Test
  void aPassiveCheckWithoutTheNamedOutputIsUnfit() throws Exception {
    onnx(ModelFiles.bundled().bytes(Model.PASSIVE));
    models = ModelFiles.bundled().with(Model.PASSIVE, file);
    ObjectNode feed = (ObjectNode) descriptor.get("feed");
    feed.put("side", 128).put("scale", 1).put("cut", "BOX");
    write();
    unfit();
    feed.put("margin", 1.8);
    write();
    Frame portrait = Portraits.astronaut();
    try (Vision vision = new Vision(models)) {
      double live = vision.passive(portrait, vision.onlyFace(portrait));
      assertTrue(live >= 0 && live <= 1, "" + live);
    }
    feed.put("live", 3);
    write();
    try (Vision vision = new Vision(models)) {
      Face face = vision.onlyFace(portrait);
      ModelUnfit refused = assertThrows(ModelUnfit.class, () -> vision.passive(portrait, face));
      assertEquals(file.toString(), refused.model());
    }
  }
}
