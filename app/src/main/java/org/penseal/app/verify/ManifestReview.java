// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.statement.ManifestComparison;
import org.penseal.app.statement.ManifestPart;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.InkNote;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningOrder;

/** What a verifier makes of a manifest: what contradicts it, and what only the station says. */
public final class ManifestReview {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "\\[[0-9]+\\]";

  /** Compared with something, whoever verifies; a name ends with a dot for all that is below. */
  private static final Set<String> COMPARED =
      Set.of(
          "format",
          "document.",
          "ink.lostReports",
          "ink.attemptsDiscarded",
          "annotation.notes.",
          "identity.mode",
          "identity.result",
          "identity.liveness",
          "identity.synthetic",
          "identity.authority.demo",
          "policy",
          "challenges.asked",
          "challenges.drawn",
          "escrow.demo");

  /** Compared with the statement of the device or the station, where there is one. */
  private static final Set<String> STATED =
      Set.of(
          "ink.samples",
          "device.",
          "capture.challenge",
          "capture.attemptsInterrupted",
          "capture.picture.");

  /** Compared once the ink was opened. */
  private static final Set<String> SEALED =
      Set.of("ink.", "annotation.", "pagesSeen", "identity.salted.name", "escrow.");

  private ManifestReview() {}

  /** What a manifest says of the update that signs: to what document, and what it may show. */
  static SigningOrder order(EvidenceStreams evidence) {
    try {
      Manifest manifest = Manifest.decode(evidence.manifest().bytes());
      return new SigningOrder(manifest.document().length(), notes(manifest.annotation()));
    } catch (IOException e) {
      return SigningOrder.NONE; // told as a manifest that cannot be read
    }
  }

  private static List<InkNote> notes(Manifest.@Nullable Annotation told) {
    return told == null || told.notes() == null
        ? List.of()
        : told.notes().stream()
            .map(note -> note == null ? Optional.<InkNote>empty() : note.asFound())
            .flatMap(Optional::stream)
            .toList();
  }

  /** Reason codes of what a manifest says against itself, its document and its signature. */
  static List<String> contradicting(
      Manifest manifest, Report.Signed signed, EvidenceCheck.Source document) {
    ManifestComparison compared =
        new ManifestComparison(manifest).document(!document.whole()).pages(document.pages());
    if (signed.binding() != null) {
      compared.certified();
    }
    Instant at = signed.time().at();
    if (signed.time().ok() && at != null) {
      compared.signedAt(at);
    }
    return compared.differing().stream().map(ManifestPart::code).toList();
  }

  /**
   * What a manifest says that nothing at hand was compared with: the station's word.
   *
   * @return each value by its path, for example {@code artefacts[3].sm3}, in the manifest's order;
   *     empty without a manifest
   */
  static Map<String, String> claims(Report.Signed signed, EvidenceReport evidence) {
    Map<String, String> claims = new LinkedHashMap<>();
    EvidenceStreams streams = signed.evidence();
    if (streams == null) {
      return claims;
    }
    Set<String> compared = new HashSet<>(COMPARED);
    if (evidence.statement() != EvidenceReport.State.MISSING) {
      compared.addAll(STATED);
    }
    boolean opened =
        evidence.ink() == EvidenceReport.State.MATCHES
            || evidence.ink() == EvidenceReport.State.STATED;
    if (opened) {
      compared.addAll(SEALED);
    }
    try {
      byte[] bytes = Manifest.decode(streams.manifest().bytes()).encode();
      collect(JSON.readTree(bytes), "", compared, claims);
    } catch (IOException e) {
      return claims; // told as a manifest that cannot be read
    }
    return claims;
  }

  /** The path without the places in lists: the same for every entry of one. */
  public static String kind(String path) {
    return path.replaceAll(INDEX, "");
  }

  private static void collect(
      JsonNode node, String path, Set<String> compared, Map<String, String> claims) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              each -> {
                String below = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
                collect(each.getValue(), below, compared, claims);
              });
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "[" + i + "]", compared, claims);
      }
    } else if (!isIn(compared, kind(path))) {
      claims.put(path, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private static boolean isIn(Set<String> names, String path) {
    return names.stream()
        .anyMatch(name -> name.endsWith(".") ? path.startsWith(name) : path.equals(name));
  }
}
