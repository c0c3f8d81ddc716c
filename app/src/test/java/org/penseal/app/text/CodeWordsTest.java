// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.verify.VisualCheck;
import org.penseal.pdf.Report;
import org.penseal.pdf.hazard.Hazard;

/** Every code that a report may hold has words, in every language. */
class CodeWordsTest {
  private static final Path SOURCES = Path.of("../pdf-signer/src/main/java/org/penseal");
  // Where the codes of verification are written; the sources are the one list of them.
  private static final List<String> PLACES =
      List.of(
          "pdf/verify",
          "pdf/change",
          "pdf/history",
          "pdf/judge",
          "pdf/raw",
          "pdf/cover/Covering.java",
          "pdf/inputs/DrawingInputs.java",
          "cms/SignerChecks.java",
          "trust/ChainCheck.java",
          "trust/EventProfile.java",
          "data/SignatureVerifier.java",
          "trust/PathRules.java",
          "trust/Timestamp.java",
          "trust/Purpose.java",
          "trust/WeakSignature.java",
          "trust/revocation");
  private static final List<Path> EVIDENCE =
      List.of(
          Path.of("src/main/java/org/penseal/app/verify/EvidenceCheck.java"),
          Path.of("src/main/java/org/penseal/app/verify/StatementReview.java"));
  private static final Pattern CODE = Pattern.compile("\"([a-z0-9]+(-[a-z0-9]+)+)\"");
  // Names of profiles, a character set, and refusals of services, which are told as problems.
  private static final Set<String> NO_CODES =
      Set.of(
          "pades-b",
          "pades-t",
          "pades-lt",
          "pades-lta",
          "gm-cms",
          "no-address",
          "windows-1252",
          "no-answer",
          "bad-answer",
          "answer-to-another-request",
          "timestamp-refused");

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String place : PLACES.stream().filter(p -> Files.exists(SOURCES.resolve(p))).toList()) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(place))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher matcher = CODE.matcher(Files.readString(file));
          while (matcher.find()) {
            codes.add(matcher.group(1));
          }
        }
      }
    }
    for (Path file : EVIDENCE) {
      Matcher evidence = CODE.matcher(Files.readString(file));
      while (evidence.find()) {
        codes.add(evidence.group(1));
      }
    }
    for (StatedPart part : StatedPart.values()) {
      codes.add(part.code());
    }
    for (String part : List.of("manifest", "document", "statement", "ink", "annotation")) {
      codes.add("evidence-" + part + "-differs");
    }
    codes.removeAll(NO_CODES);
    codes.add(Report.NO_SIGNATURE);
    codes.add(Report.SIGNATURE_REMOVED);
    codes.add(Report.TIMESTAMPS_ONLY);
    codes.add(VisualCheck.UNEXPLAINED);
    codes.add(Report.Signed.CHANGED_WHILE_SIGNING);
    for (Hazard.Kind kind : Hazard.Kind.values()) {
      codes.add(kind.code());
    }
    return codes;
  }

  @Test
  void everyCodeHasWordsInBothLanguages() throws IOException {
    Set<String> codes = codes();
    assertTrue(codes.size() > 100, codes.toString());
    List<String> missing = new ArrayList<>();
    for (String language : List.of("zh", "en")) {
      for (String code : codes) {
        if (!CodeWords.knows(Texts.of(language), code)) {
          missing.add(language + " " + code);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void aCodeOfTheTimeStampsChainIsSaidOfTheTimeStamp() {
    assertEquals(
        "Timestamp: A certificate was revoked.",
        CodeWords.of(Texts.of("en"), "timestamp-certificate-revoked"));
  }

  @Test
  void aCodeThatNobodyKnowsIsSaidAsItIs() {
    assertTrue(CodeWords.of(Texts.of("en"), "new-code: page 2").contains("new-code"));
  }

  @Test
  void timestampThatDoesNotCountIsSaidToBeAnotherOne() {
    Texts english = Texts.of("en");
    assertEquals(
        "Another timestamp does not count: The timestamp is over other data.",
        CodeWords.of(english, "further-timestamp-imprint-mismatch"));
    // Said of certificates, too, where it has no words of its own.
    assertEquals(
        "Another timestamp does not count: " + CodeWords.of(english, "root-not-trusted"),
        CodeWords.of(english, "further-timestamp-root-not-trusted"));
    assertEquals(
        "另有一个时间戳未被采用：时间戳针对的是其他数据。",
        CodeWords.of(Texts.of("zh"), "further-timestamp-imprint-mismatch"));
  }
}
