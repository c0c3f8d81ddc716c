// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;

/** Recomputes what a manifest says of the annotation out of the annotation itself. */
final class AnnotationCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnnotationCheck() {}

  /**
   * Whether the manifest agrees with itself: an annotation is described and listed once, or not.
   */
  static boolean consistent(Manifest manifest) {
    return manifest.count(ArtefactType.ANNOTATION) == (manifest.annotation() == null ? 0 : 1);
  }

  /** Whether what was sealed is what the manifest describes; also when there is none. */
  static boolean matches(Manifest manifest, InkSeal seal) {
    Manifest.Annotation told = manifest.annotation();
    byte[] trace = seal.annotation();
    if (told == null || trace == null) {
      return told == null && trace == null;
    }
    try {
      return Sm3.hex(trace).equals(told.sm3())
          && isListed(manifest, seal, trace)
          && isTold(told, seal, JSON.readTree(trace));
    } catch (IOException e) {
      return false;
    }
  }

  // The artefact's entry has the digest over the salt, which only the seal holds.
  private static boolean isListed(Manifest manifest, InkSeal seal, byte[] trace) {
    for (int i = 0; i < manifest.artefacts().size(); i++) {
      Manifest.Entry entry = manifest.artefacts().get(i);
      if (entry.type().equals(ArtefactType.ANNOTATION.label())) {
        return entry.sm3().equals(salted(seal, "artefact " + i, trace));
      }
    }
    return false;
  }

  static @Nullable String salted(InkSeal seal, String name, byte[] content) {
    String salt = seal.salts().getOrDefault(name, "");
    return salt.matches("([0-9a-f]{2})+") ? Sm3.hex(HexFormat.of().parseHex(salt), content) : null;
  }

  private static boolean isTold(Manifest.Annotation told, InkSeal seal, JsonNode trace) {
    JsonNode screens = trace.path("screens");
    int interrupted = told.screensInterrupted() == null ? 0 : told.screensInterrupted();
    return told.screens() == screens.size()
        && told.strokes() == strokes(screens, "standing")
        && told.strokesUndone() == strokes(screens, "undone")
        && told.strokesCleared() == strokes(screens, "cleared")
        && interrupted == trace.path("interrupted").size()
        && isSentence(told, seal, trace);
  }

  private static int strokes(JsonNode screens, String kind) {
    int strokes = 0;
    for (JsonNode screen : screens) {
      for (JsonNode capture : screen.path("captures")) {
        strokes += capture.path(kind).size();
      }
    }
    return strokes;
  }

  // The sentence is the one that was ordered, and the screens asked for all of it.
  private static boolean isSentence(Manifest.Annotation told, InkSeal seal, JsonNode trace) {
    if (!trace.has("sentence")) {
      return told.sentence() == null;
    }
    String sentence = trace.path("sentence").asText();
    StringBuilder asked = new StringBuilder();
    trace.path("screens").forEach(screen -> asked.append(screen.path("words").asText()));
    byte[] bytes = sentence.getBytes(StandardCharsets.UTF_8);
    return told.sentence() != null
        && told.sentence().equals(salted(seal, "sentence", bytes))
        && withoutBlanks(asked.toString()).equals(withoutBlanks(sentence));
  }

  private static String withoutBlanks(String text) {
    return text.codePoints()
        .filter(point -> !Character.isWhitespace(point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
