// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.Report;
import org.penseal.signature.Octets;
import org.penseal.trust.HandClock;
import org.penseal.trust.Purpose;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Delegate;
import org.penseal.trust.embedded.TestAuthority.Kind;

/** Who stole a key puts answers of before into the file, which were true and still count. */
class OnlineAgainTest {
  private static final int KEY_COMPROMISE = 1;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Instant before = now.minus(Duration.ofHours(3));

  private static ValidationData data(TestAuthority authority) throws Exception {
    return new ValidationData(
        List.of(),
        List.of(),
        List.of(Octets.of(authority.list()), Octets.of(authority.rootList())));
  }

  private PathJudge.Result judged(
      TestAuthority authority, boolean online, PathJudge.Question question, ValidationData data) {
    Optional<RevocationClient> client =
        online
            ? Optional.of(
                RevocationClientTest.client(
                    Duration.ofSeconds(60), RevocationCache.inMemory(), Clock.systemUTC()))
            : Optional.empty();
    return new PathJudge(authority.store(), new PathJudge.Sources(List.of(), client))
        .judge(question, ProvenData.unprotected(data, now));
  }

  private PathJudge.Question question(
      X509Certificate leaf, TestAuthority authority, Purpose purpose, Instant at) {
    return new PathJudge.Question(leaf, List.of(authority.subCertificate()), purpose, at, now, now);
  }

  @Test
  void keyThatWasRevokedSinceIsAskedAbout() throws Exception {
    HandClock clock = new HandClock(before);
    try (TestAuthority authority =
        TestAuthority.start(Kind.ECDSA, Delegate.WITH_NOCHECK, clock, Duration.ofDays(365))) {
      ValidationData old = data(authority);
      PathJudge.Question question =
          question(authority.signerCertificate(), authority, Purpose.SIGNER, now);
      clock.now = now;
      authority.revoke(
          authority.signerCertificate(), now.minus(Duration.ofHours(1)), KEY_COMPROMISE);
      // Nobody is asked: the file's own word, which is not out of date.
      assertEquals(Report.Chain.TRUSTED, judged(authority, false, question, old).status());
      assertEquals(0, authority.asked.get());
      assertEquals(Report.Chain.REVOKED, judged(authority, true, question, old).status());
      // What is of the time in question is not asked again.
      int asked = authority.asked.get();
      assertTrue(asked > 0);
      PathJudge.Question then =
          question(authority.signerCertificate(), authority, Purpose.SIGNER, before);
      assertEquals(Report.Chain.TRUSTED, judged(authority, true, then, old).status());
      assertEquals(asked, authority.asked.get());
    }
  }

  @Test
  void keyOfATimestampAuthorityIsAskedAboutAsOfNow() throws Exception {
    HandClock clock = new HandClock(before);
    try (TestAuthority authority =
        TestAuthority.start(Kind.ECDSA, Delegate.WITH_NOCHECK, clock, Duration.ofDays(365))) {
      ValidationData old = data(authority);
      clock.now = now;
      authority.revoke(authority.tsaCertificate(), now.minus(Duration.ofHours(1)), KEY_COMPROMISE);
      // The time in the token is whatever its maker wrote.
      PathJudge.Question token =
          question(authority.tsaCertificate(), authority, Purpose.TSA, before);
      assertEquals(Report.Chain.TRUSTED, judged(authority, false, token, old).status());
      assertEquals(Report.Chain.REVOKED, judged(authority, true, token, old).status());
    }
  }

  @Test
  void whereNobodyAnswersTheFileCounts() throws Exception {
    HandClock clock = new HandClock(before);
    try (TestAuthority authority =
        TestAuthority.start(Kind.ECDSA, Delegate.WITH_NOCHECK, clock, Duration.ofDays(365))) {
      ValidationData old = data(authority);
      PathJudge.Question question =
          question(authority.signerCertificate(), authority, Purpose.SIGNER, now);
      authority.close();
      PathJudge.Result result = judged(authority, true, question, old);
      assertEquals(Report.Chain.TRUSTED, result.status());
      assertEquals(List.of(), result.reasons());
    }
  }
}
