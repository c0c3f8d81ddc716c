// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.extend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Level;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Delegate;
import org.penseal.trust.embedded.TestAuthority.Kind;

/** What the data in a file and its time-stamps prove, and of which time. */
class LongTermTimeTest {
  @TempDir Path folder;
  private LongTermBench bench;

  @BeforeEach
  void bench() {
    bench = new LongTermBench(folder);
  }

  @Test
  void archiveTimestampKeepsASignatureWhoseChainEndedSince() throws Exception {
    // Signer and TSA live for ten days; the second TSA for a year.
    try (TestAuthority authority =
            TestAuthority.start(
                Kind.ECDSA, Delegate.WITH_NOCHECK, Clock.systemUTC(), Duration.ofDays(10));
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      Path signed = bench.signed(authority);
      Path lt = bench.extended(authority, signed, Level.LT, "lt.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Path lta = folder.resolve("lta.pdf");
      new LongTerm(
              both,
              LongTermBench.client(Clock.systemUTC()),
              LongTermBench.tsa(other),
              SigningBench.HASHING,
              Clock.systemUTC())
          .extend(lt, null, Level.LTA, lta);
      PdfVerifier verifier = new PdfVerifier(both, SigningBench.HASHING);
      Instant later = Instant.now().plus(Duration.ofDays(100));
      Report of = verifier.verify(lta, null, later);
      assertEquals(Report.Verdict.VALID, of.verdict(), of::toString);
      assertEquals("pades-lta", of.signatures().getFirst().profile());
      Report unprotected = verifier.verify(lt, null, later);
      assertEquals(Report.Verdict.INDETERMINATE, unprotected.verdict(), unprotected::toString);
      Report.Signed one = unprotected.signatures().getFirst();
      assertFalse(one.time().ok());
      assertTrue(
          one.reasons().contains("timestamp-certificate-ended-unprotected"),
          one.reasons()::toString);
    }
  }

  @Test
  void signerRevokedBeforeTheTimeIsRefusedAndRevokedLaterStaysGood() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = bench.signed(authority);
      Path lt = bench.extended(authority, signed, Level.LT, "lt.pdf");
      authority.revoke(authority.signerCertificate(), Instant.now().minusSeconds(3600), 1);
      Path out = folder.resolve("revoked.pdf");
      assertThrows(
          CredentialException.Revoked.class,
          () -> LongTermBench.longTerm(authority).extend(signed, null, Level.LT, out));
      assertFalse(Files.exists(out), "not a byte of output");
      // The answer in the file is from before the revocation was known.
      assertEquals(
          Report.Chain.TRUSTED,
          LongTermBench.verify(authority, lt, Instant.now()).signatures().getFirst().chain());
    }
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = bench.signed(authority);
      authority.revoke(authority.signerCertificate(), Instant.now().plusSeconds(2), 1);
      Path lt = bench.extended(authority, signed, Level.LT, "later.pdf");
      Report.Signed one =
          LongTermBench.verify(authority, lt, Instant.now()).signatures().getFirst();
      assertEquals(Report.Chain.TRUSTED, one.chain());
      assertEquals(List.of("revoked-after-signing"), one.reasons());
      assertEquals("pades-lt", one.profile());
    }
  }

  @Test
  void fileWithARevocationInItIsRevoked() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = bench.signed(authority);
      Path lt = bench.extended(authority, signed, Level.LT, "lt.pdf");
      authority.revoke(authority.signerCertificate(), Instant.now().minusSeconds(3600), 1);
      // Someone else adds the list that says so.
      Path told = bench.withList(lt, authority.list(), "told.pdf");
      Report report = LongTermBench.verify(authority, told, Instant.now());
      assertEquals(Report.Verdict.INVALID, report.verdict());
      assertEquals(Report.Chain.REVOKED, report.signatures().getFirst().chain());
    }
  }

  @Test
  void tokensOfACompromisedTsaCountOnlyUnderAnotherTimestamp() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA);
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      Path lt = bench.extended(authority, bench.signed(authority), Level.LT, "lt.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Clock clock = Clock.systemUTC();
      Path lta = folder.resolve("lta.pdf");
      new LongTerm(
              both,
              LongTermBench.client(clock),
              LongTermBench.tsa(other),
              SigningBench.HASHING,
              clock)
          .extend(lt, null, Level.LTA, lta);
      PdfVerifier verifier = new PdfVerifier(both, SigningBench.HASHING);
      Instant now = Instant.now().plusSeconds(3600);
      authority.revoke(authority.tsaCertificate(), now.minusSeconds(60), 1);
      byte[] compromised = authority.rootList();
      Report alone = verifier.verify(bench.withList(lt, compromised, "lt-1.pdf"), null, now);
      Report.Signed one = alone.signatures().getFirst();
      assertFalse(one.time().ok(), one::toString);
      assertTrue(one.reasons().contains("timestamp-certificate-revoked"), one::toString);
      Report under = verifier.verify(bench.withList(lta, compromised, "lta-1.pdf"), null, now);
      assertEquals(Report.Verdict.VALID, under.verdict(), under::toString);
      // Superseded: the key was not compromised, its earlier tokens stay good by themselves.
      authority.revoke(authority.tsaCertificate(), now.minusSeconds(60), 4);
      Report superseded =
          verifier.verify(bench.withList(lt, authority.rootList(), "lt-4.pdf"), null, now);
      assertEquals(Report.Verdict.VALID, superseded.verdict(), superseded::toString);
    }
  }

  @Test
  void documentTimestampSaysNothingOfALaterSignature() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path lta = bench.extended(authority, bench.signed(authority), Level.LTA, "lta.pdf");
      Path copy = Files.copy(lta, folder.resolve("first.pdf"));
      Path twice = bench.signed(authority, copy, null);
      Report report = LongTermBench.verify(authority, twice, Instant.now());
      assertEquals(3, report.signatures().size());
      Report.Signed later = report.signatures().getLast();
      assertEquals(Report.TimeKind.NONE, later.time().kind());
      assertEquals("pades-b", later.profile());
      assertEquals("pades-lta", report.signatures().getFirst().profile());
    }
  }

  @Test
  void fileWithHalfOfTheDataIsNotCalledLongTerm() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA);
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      // The subordinate CA's list covers the signer; nothing covers that CA and the TSA.
      Path half = bench.withList(bench.signed(authority), authority.list(), "half.pdf");
      Report.Signed one =
          LongTermBench.verify(authority, half, Instant.now()).signatures().getFirst();
      assertEquals("pades-t", one.profile());
      assertEquals(Report.Chain.TRUSTED, one.chain());
      assertEquals(
          List.of("timestamp-revocation-not-checked", "revocation-not-checked"), one.reasons());
      // Everything of the signer, nothing of the TSA.
      Path signers =
          bench.withList(
              bench.withList(bench.signed(authority, other), authority.list(), "one.pdf"),
              authority.rootList(),
              "two.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Report.Signed more =
          new PdfVerifier(both, SigningBench.HASHING)
              .verify(signers, null, Instant.now())
              .signatures()
              .getFirst();
      assertEquals("pades-t", more.profile());
      // Both roots have the same name: the list is looked at, and found to be another's.
      assertEquals(
          List.of("timestamp-crl-signature-mismatch", "timestamp-revocation-not-checked"),
          more.reasons());
    }
  }

  @Test
  void dataOfAFutureTimestampIsNotKnownBeforeIt() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path lta = bench.extended(authority, bench.signed(authority), Level.LTA, "lta.pdf");
      Instant before = Instant.now().minus(Duration.ofHours(2));
      Report report = LongTermBench.verify(authority, lta, before);
      assertFalse(report.signatures().getFirst().profile().equals("pades-lta"), report::toString);
    }
  }
}
