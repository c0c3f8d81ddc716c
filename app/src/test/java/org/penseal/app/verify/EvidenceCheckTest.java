// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Changes;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.TrustStore;

/** An event certificate may not be used for another document by leaving the evidence out. */
@Slow
class EvidenceCheckTest {
  static {
    Station.registerProvider();
  }

  private static final Octets BOUND = digest("the document that was shown");

  @TempDir Path folder;

  private static Octets digest(String text) {
    return Octets.of(Sm3.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static EvidenceBinding binding() {
    return new EvidenceBinding(
        1,
        "case",
        BOUND,
        27,
        BOUND,
        BOUND,
        BOUND,
        new EvidenceBinding.Identity(1, BOUND, "match", "authority", Instant.EPOCH),
        new EvidenceBinding.Device("model", "serial", BOUND, false, "attested"),
        new EvidenceBinding.Software("penseal", "1"),
        "1.2.3");
  }

  private static EvidenceReport check(
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams streams,
      @Nullable Octets document)
      throws SigningException {
    return result(binding, streams, document).report();
  }

  private static EvidenceCheck.Result result(
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams streams,
      @Nullable Octets document)
      throws SigningException {
    Report.Signed signed =
        new Report.Signed(
            new Report.Claim("field", "pades-t", "SM3", null),
            new Report.SignedBy("signer", "SM2", null, Report.UnknownRoots.NONE),
            new Report.Found(Report.Coverage.WHOLE_FILE, List.of(), List.of(), List.of()),
            Report.Chain.TRUSTED,
            Report.Time.NONE,
            Report.Assurance.PRODUCTION,
            Changes.NONE,
            new Report.Bound(binding, streams, document, List.of()));
    return new EvidenceCheck(
            TrustStore.load(List.of()), Optional.empty(), Instant.now(), Hashing.jca())
        .of(signed, new EvidenceCheck.Source(Path.of("pom.xml"), false, 1));
  }

  @Test
  void anotherDocumentDiffersAlsoWithoutEvidence() throws Exception {
    assertTrue(check(binding(), null, digest("another")).anyDiffers());
  }

  @Test
  void aDocumentTooShortForItsBindingDiffers() throws Exception {
    assertTrue(check(binding(), null, null).anyDiffers());
  }

  @Test
  void theBoundDocumentWithoutEvidenceIsNotProven() throws Exception {
    EvidenceReport report = check(binding(), null, BOUND);
    assertEquals("matches", report.document().word());
    assertFalse(report.present());
    assertFalse(report.anyDiffers());
    assertFalse(report.allMatch());
    assertEquals(List.of("evidence-missing"), result(binding(), null, BOUND).reasons());
    assertEquals(List.of(), result(null, null, null).reasons());
  }

  @Test
  void aSignatureThatBindsNoEvidenceNeedsNone() throws Exception {
    assertEquals(EvidenceReport.NONE, check(null, null, null));
  }

  @Test
  void aManifestThatNothingNamesMatchesNothing() throws Exception {
    Octets some = digest("no manifest");
    EvidenceStreams streams = new EvidenceStreams(some, Octets.of(new byte[0]), some);
    assertEquals("missing", check(null, streams, null).manifest().word());
  }

  @Test
  void aBrokenDetachedSignatureIsUnreadableInput() throws Exception {
    Files.writeString(folder.resolve("data.txt"), "data");
    Path signature = Files.writeString(folder.resolve("data.txt.p7s"), "garbage");
    Verification verification =
        new Verification(TrustStore.load(List.of()), Optional.empty(), Instant.now());
    assertThrows(
        FileException.InputUnreadable.class, () -> verification.of(signature, Optional.empty()));
  }
}
