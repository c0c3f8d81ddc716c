// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.penseal.app.signing.Annotation;
import org.penseal.pad.ink.InkJson;

/**
 * An annotation as bytes, always the same for the same one: {@code
 * {"format":"penseal-annotation/1","sentence":…,"screens":[{"words":…,"captures":[{"ink":{native
 * trace},"standing":[…],"undone":[…],"cleared":[…]}]}]}}. Strokes are counted from 0 within their
 * ink; the sentence is left out when the words were free. Screens that were given up because the
 * pad was unplugged follow in the same form as {@code "interrupted"}, when there are any.
 */
final class AnnotationTrace {
  /** Media type of the artefact. */
  static final String MEDIA_TYPE = "application/vnd.penseal.annotation+json";

  private static final String FORMAT = "penseal-annotation/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnnotationTrace() {}

  static byte[] write(Annotation annotation) {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    annotation.sentence().ifPresent(sentence -> root.put("sentence", sentence));
    try {
      screens(root.putArray("screens"), annotation.screens());
      if (!annotation.interrupted().isEmpty()) {
        screens(root.putArray("interrupted"), annotation.interrupted());
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new IllegalStateException("what was just written can be read", e);
    }
  }

  private static void screens(ArrayNode into, List<Annotation.Screen> screens) throws IOException {
    for (Annotation.Screen screen : screens) {
      ArrayNode captures = into.addObject().put("words", screen.words()).putArray("captures");
      for (Annotation.Capture capture : screen.captures()) {
        ObjectNode one = captures.addObject();
        one.set("ink", JSON.readTree(InkJson.write(capture.ink())));
        numbers(one.putArray("standing"), capture.standing());
        numbers(one.putArray("undone"), capture.undone());
        numbers(one.putArray("cleared"), capture.cleared());
      }
    }
  }

  private static void numbers(ArrayNode array, List<Integer> numbers) {
    numbers.forEach(array::add);
  }
}
