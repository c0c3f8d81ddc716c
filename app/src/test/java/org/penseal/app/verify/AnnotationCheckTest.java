// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.workplace.Station;

/** An annotation that was swapped, dropped, added or described otherwise is noticed. */
class AnnotationCheckTest {
  private static final String SALT = "00112233445566778899aabbccddeeff";
  private static final String TRACE =
      "{\"format\":\"penseal-annotation/1\",\"sentence\":\"I agree\",\"screens\":[{\"words\":\"I\","
          + "\"captures\":[{\"standing\":[0,1],\"undone\":[2],\"cleared\":[]}]},{\"words\":\"agree\","
          + "\"captures\":[{\"standing\":[3],\"undone\":[],\"cleared\":[0,1]}]}]}";

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String salted(byte[] content) {
    return Sm3.hex(HexFormat.of().parseHex(SALT), content);
  }

  private static Manifest.Annotation told() {
    return new Manifest.Annotation(
        Sm3.hex(bytes(TRACE)), 2, 3, 1, 2, null, salted(bytes("I agree")), null);
  }

  private static Manifest.Entry entry(String type, String content) {
    return new Manifest.Entry(type, "x/y", salted(bytes(content)), "2026-01-31T08:00:00Z");
  }

  private static Manifest manifest(
      Manifest.@Nullable Annotation annotation, List<Manifest.Entry> artefacts) {
    return new Manifest(
        Manifest.FORMAT,
        "case",
        "business",
        "2026-01-31T08:00:00Z",
        "2026-01-31T08:01:00Z",
        new Manifest.Document("application/pdf", 1, "00"),
        new Manifest.Ink("00", 1, 1, 0, 0),
        annotation,
        new Manifest.Identity("portrait", "", "", "", null, null, false, Map.of(), null),
        new Manifest.Device("", "", "", "host"),
        null,
        List.of(1),
        artefacts,
        new Manifest.Software("penseal", "0"),
        "policy",
        null,
        null,
        null,
        null,
        null);
  }

  private static Manifest whole() {
    return manifest(told(), List.of(entry("ink", "ink"), entry("annotation", TRACE)));
  }

  private static InkSeal seal(@Nullable String trace) {
    return new InkSeal(
        bytes("ink"),
        Map.of("sentence", SALT, "artefact 0", SALT, "artefact 1", SALT),
        trace == null ? null : bytes(trace));
  }

  @Test
  void annotationThatIsDescribedAndListedMatches() {
    assertTrue(AnnotationCheck.consistent(whole()));
    assertTrue(AnnotationCheck.matches(whole(), seal(TRACE)));
    Manifest without = manifest(null, List.of(entry("ink", "ink")));
    assertTrue(AnnotationCheck.consistent(without));
    assertTrue(AnnotationCheck.matches(without, seal(null)));
  }

  @Test
  void annotationThatWasDroppedAddedOrSwappedDiffers() {
    assertFalse(AnnotationCheck.matches(whole(), seal(null)), "dropped");
    Manifest without = manifest(null, List.of(entry("ink", "ink")));
    assertFalse(AnnotationCheck.matches(without, seal(TRACE)), "added to the seal");
    assertFalse(AnnotationCheck.matches(whole(), seal(TRACE.replace("[2]", "[4]"))), "swapped");
    Manifest listed = manifest(null, List.of(entry("annotation", TRACE)));
    assertFalse(AnnotationCheck.consistent(listed), "listed and not described");
    assertFalse(AnnotationCheck.consistent(manifest(told(), List.of())), "described, not listed");
    List<Manifest.Entry> twice = new ArrayList<>(whole().artefacts());
    twice.add(entry("annotation", TRACE));
    assertFalse(AnnotationCheck.consistent(manifest(told(), twice)), "listed twice");
  }

  /** The manifest says of this trace what it says of the right one. */
  private static boolean matches(String trace, Manifest.Annotation told) {
    Manifest.Annotation named =
        new Manifest.Annotation(
            Sm3.hex(bytes(trace)),
            told.screens(),
            told.strokes(),
            told.strokesUndone(),
            told.strokesCleared(),
            told.screensInterrupted(),
            told.sentence(),
            null);
    Manifest manifest = manifest(named, List.of(entry("ink", "ink"), entry("annotation", trace)));
    return AnnotationCheck.matches(manifest, seal(trace));
  }

  @Test
  void countsAndSentenceAreRecomputed() {
    assertTrue(matches(TRACE, told()));
    for (String other :
        List.of(
            TRACE.replace("[0,1],\"undone\"", "[0],\"undone\""),
            TRACE.replace("\"undone\":[2]", "\"undone\":[]"),
            TRACE.replace("\"cleared\":[0,1]", "\"cleared\":[0]"),
            TRACE.replace("}]}]}", "}]}],\"interrupted\":[{}]}"),
            TRACE.replace("I agree", "I refuse"),
            TRACE.replace("\"words\":\"agree\"", "\"words\":\"refuse\""),
            TRACE.replace("\"sentence\":\"I agree\",", ""),
            "[]",
            "no JSON")) {
      assertFalse(matches(other, told()), other);
    }
    Manifest.Annotation unsaid =
        new Manifest.Annotation(told().sm3(), 2, 3, 1, 2, null, null, null);
    assertFalse(matches(TRACE, unsaid), "a sentence that the manifest does not know");
  }

  @Test
  void manifestOfWhichPartsAreMissingIsNone() {
    for (String bytes :
        List.of(
            "{\"format\":\"penseal-manifest/1\"}",
            "null",
            new String(whole().encode(), StandardCharsets.UTF_8)
                .replaceFirst("\"identity\":\\{[^}]*\\{[^}]*\\}\\}", "\"identity\":null"))) {
      assertThrows(IOException.class, () -> Manifest.decode(bytes(bytes)), bytes);
    }
  }
}
