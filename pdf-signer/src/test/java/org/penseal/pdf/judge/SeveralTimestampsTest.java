// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.data.DataReport;
import org.penseal.data.SignatureVerifier;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.DataVerifier;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.HandClock;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority;

/** Anybody may add time-stamps to a signature: they neither take its time away nor move it. */
class SeveralTimestampsTest {
  private static final Instant BASE = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant GOOD = BASE.plus(Duration.ofDays(2));
  private static final Instant NOW = BASE.plus(Duration.ofDays(100));
  private static final int ACCURATE = 1;
  private static final Octets NO_TOKEN = Octets.of(new byte[] {0x0c, 3, 'n', 'o', 'w'});

  // The signer's certificate ends after ten days, those of the time-stamping authorities do not.
  private static TestAuthority signer;
  private static TestAuthority tsa;
  private static TestAuthority unknown;

  @TempDir Path folder;
  private Path file = Path.of("");
  private CmsSignature signed;

  @BeforeAll
  static void start() throws Exception {
    signer = authority(BASE, Duration.ofDays(10));
    tsa = authority(BASE.minus(Duration.ofDays(90)), Duration.ofDays(365));
    unknown = authority(BASE.minus(Duration.ofDays(90)), Duration.ofDays(365));
  }

  private static TestAuthority authority(Instant at, Duration life) throws Exception {
    Clock clock = new HandClock(at);
    return TestAuthority.start(
        TestAuthority.Kind.ECDSA, TestAuthority.Delegate.WITH_NOCHECK, clock, life);
  }

  @AfterAll
  static void stop() {
    signer.close();
    tsa.close();
    unknown.close();
  }

  @BeforeEach
  void sign() throws Exception {
    file = Files.writeString(folder.resolve("file"), "content");
    try (SigningKey key = signer.signingKey()) {
      Octets digest =
          Octets.of(
              SigningBench.HASHING
                  .start(key.suite().digest())
                  .digest("content".getBytes(StandardCharsets.UTF_8)));
      SignedAttributes attributes =
          SignedAttributes.forData(
              key.suite(),
              digest,
              signer.signerCertificate(),
              SigningBench.EVIDENCE,
              SigningBench.HASHING);
      signed = CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain());
    }
  }

  private Octets token(TestAuthority authority, Instant at, int accuracyMillis) throws Exception {
    return authority.token(signed.signatureValue(), at, accuracyMillis);
  }

  private Octets good() throws Exception {
    return token(tsa, GOOD, ACCURATE);
  }

  private static Octets overOtherData() throws Exception {
    return tsa.token(Octets.of(new byte[] {1}), GOOD.minusSeconds(60), ACCURATE);
  }

  private static TrustStore store() {
    return TrustStore.empty()
        .with(Purpose.SIGNER, signer.rootCertificate())
        .with(Purpose.TSA, tsa.rootCertificate());
  }

  private Path message(List<List<Octets>> attributes) throws IOException {
    byte[] der = UnsignedStamps.of(signed.der().bytes(), attributes);
    return Files.write(folder.resolve("message.p7s"), der);
  }

  private Report verified(List<List<Octets>> attributes) throws Exception {
    return new DataVerifier(store(), SigningBench.HASHING).verify(file, message(attributes), NOW);
  }

  private Report verified(Octets... tokens) throws Exception {
    return verified(List.of(List.of(tokens)));
  }

  private static Report.Signed one(Report report) {
    return report.signatures().getFirst();
  }

  private static void assertTime(Instant at, Report report) {
    assertTrue(one(report).time().ok(), report::toString);
    assertEquals(at, one(report).time().at());
    assertEquals(Report.TimeKind.SIGNATURE_TIMESTAMP, one(report).time().kind());
  }

  @Test
  void goodOneCountsBehindThoseThatProveNothing() throws Exception {
    Report alone = verified(good());
    assertEquals(Report.Verdict.VALID, alone.verdict(), alone::toString);
    assertEquals(List.of(), one(alone).warnings());
    List<Octets> tokens =
        List.of(NO_TOKEN, overOtherData(), token(unknown, BASE, ACCURATE), good());
    for (List<List<Octets>> attributes :
        List.of(List.of(tokens), tokens.stream().map(List::of).toList())) {
      Report report = verified(attributes);
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      assertTime(GOOD, report);
      assertEquals(one(alone).reasons(), one(report).reasons());
      assertEquals(one(alone).revocation(), one(report).revocation());
      assertEquals(
          List.of(
              "further-timestamp-not-parsable",
              "further-timestamp-imprint-mismatch",
              "further-timestamp-root-not-trusted"),
          one(report).warnings());
    }
  }

  @Test
  void earliestCountsWhateverStandsFirst() throws Exception {
    List<Octets> tokens = new ArrayList<>();
    tokens.add(token(tsa, GOOD.plus(Duration.ofDays(20)), ACCURATE)); // the signer's has ended
    tokens.add(good());
    tokens.add(token(tsa, GOOD.plusSeconds(1), ACCURATE));
    for (int i = 0; i < tokens.size(); i++) {
      Report report = verified(tokens.toArray(Octets[]::new));
      assertTime(GOOD, report);
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      assertEquals(List.of(), one(report).warnings());
      Collections.rotate(tokens, 1);
    }
  }

  // What counts of a time-stamp is the latest time that it can mean.
  @Test
  void earliestIsWithItsAccuracy() throws Exception {
    Instant later = GOOD.plusSeconds(10);
    Octets vague = token(tsa, GOOD, 50_000);
    Octets exact = token(tsa, later, ACCURATE);
    assertTime(later, verified(vague, exact));
    assertTime(later, verified(exact, vague));
    assertTime(GOOD, verified(vague));
  }

  @Test
  void earliestCountsAlsoAgainstTheSigner() throws Exception {
    Instant before = BASE.minus(Duration.ofDays(40)); // his certificate was not valid yet
    Report report = verified(good(), token(tsa, before, ACCURATE));
    assertTime(before, report);
    assertEquals(Report.Chain.EXPIRED, one(report).chain());
    assertEquals(Report.Verdict.INDETERMINATE, report.verdict());
  }

  @Test
  void whereNoneCountsTheFirstIntactOneIsTold() throws Exception {
    Instant claimed = GOOD.plusSeconds(7);
    Report report = verified(NO_TOKEN, overOtherData(), token(unknown, claimed, ACCURATE));
    assertEquals(Report.Verdict.INDETERMINATE, report.verdict());
    assertFalse(one(report).time().ok());
    assertEquals(claimed, one(report).time().at());
    assertTrue(one(report).reasons().contains("timestamp-root-not-trusted"));
    assertEquals(
        List.of("further-timestamp-not-parsable", "further-timestamp-imprint-mismatch"),
        one(report).warnings());
  }

  @Test
  void lateOnesOfManyAreNotLookedAtAndThatIsTold() throws Exception {
    List<Octets> tokens = new ArrayList<>(Collections.nCopies(31, NO_TOKEN));
    tokens.add(good());
    Report full = verified(tokens.toArray(Octets[]::new));
    assertTime(GOOD, full);
    assertEquals(List.of("further-timestamp-not-parsable"), one(full).warnings());
    tokens.addFirst(NO_TOKEN);
    Report more = verified(tokens.toArray(Octets[]::new));
    assertFalse(one(more).time().ok());
    assertEquals(List.of("timestamps-not-all-looked-at"), one(more).warnings());
  }

  @Test
  void signatureOverDataIsJudgedInTheSameWay() throws Exception {
    SignatureVerifier verifier = new SignatureVerifier(store(), SigningBench.HASHING, null);
    DataReport alone = verifier.verify(message(List.of(List.of(good()))), file, NOW);
    DataReport report =
        verifier.verify(
            message(List.of(List.of(NO_TOKEN), List.of(overOtherData(), good()))), file, NOW);
    assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
    DataReport.Signer one = report.signers().getFirst();
    assertEquals(GOOD, one.time().at());
    assertTrue(one.time().ok());
    List<String> expected = new ArrayList<>(alone.signers().getFirst().reasons());
    expected.add("further-timestamp-not-parsable");
    expected.add("further-timestamp-imprint-mismatch");
    assertEquals(expected.stream().sorted().toList(), one.reasons().stream().sorted().toList());
    assertEquals(alone.signers().getFirst().revocation(), one.revocation());
  }
}
