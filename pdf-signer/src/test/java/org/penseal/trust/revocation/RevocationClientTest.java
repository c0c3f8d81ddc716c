// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.RevocationFault;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Delegate;
import org.penseal.trust.embedded.TestAuthority.Kind;

@Tag("slow")
class RevocationClientTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;

  static RevocationClient client(Duration timeout, RevocationCache cache, Clock clock) {
    return new RevocationClient(
        new HttpExchange(timeout), cache, List.of(), clock, new SecureRandom());
  }

  private static RevocationClient client() {
    return client(TIMEOUT, RevocationCache.inMemory(), Clock.systemUTC());
  }

  private static Subject signer(TestAuthority authority) {
    return new Subject(authority.signerCertificate(), authority.subCertificate());
  }

  private static PathJudge.Question question(TestAuthority authority) {
    Instant now = Instant.now();
    return new PathJudge.Question(
        authority.signerCertificate(),
        List.of(authority.subCertificate()),
        Purpose.SIGNER,
        now,
        now,
        now);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gathersExactlyWhatTheChainNeedsAndItIsEnoughOffline(Kind kind) throws Exception {
    ValidationData data;
    PathJudge judge;
    PathJudge.Question question;
    try (TestAuthority authority = TestAuthority.start(kind)) {
      question = question(authority);
      data =
          new ValidationCollector(authority.store(), client())
              .collect(question, ValidationData.NONE);
      assertEquals(3, data.certificates().size());
      assertEquals(1, data.ocsps().size(), "the signer's");
      assertEquals(1, data.crls().size(), "the subordinate CA's");
      judge = new PathJudge(authority.store());
      int before = authority.asked.get();
      ValidationData again =
          new ValidationCollector(authority.store(), client()).collect(question, data);
      assertEquals(data, again);
      assertEquals(before, authority.asked.get(), "what is known is not asked again");
    }
    Instant now = Instant.now();
    PathJudge.Result result = judge.judge(question, ProvenData.unprotected(data, now));
    assertTrue(result.covered(), () -> result.toString());
    assertEquals(List.of(), result.reasons());
    PathJudge.Result bare = judge.judge(question, ProvenData.unprotected(ValidationData.NONE, now));
    assertEquals(List.of("revocation-not-checked"), bare.reasons());
    assertEquals(false, bare.covered());
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, no-answer",
    "SLOW, no-answer",
    "TOO_LARGE, no-answer",
    "REDIRECT, http-302",
    "NONSENSE, ocsp-not-parsable",
    "REFUSE, ocsp-status-3",
    "OTHER_SIGNER, ocsp-signature-mismatch",
    "OTHER_CERTIFICATE, ocsp-other-certificate",
    "OTHER_NONCE, ocsp-nonce-mismatch",
    "EXPIRED, revocation-data-out-of-date",
    "UNKNOWN, ocsp-certificate-unknown"
  })
  void everyFaultOfAResponderIsToldAndTheListIsAskedInstead(RevocationFault fault, String code)
      throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      authority.ocspFault = fault;
      authority.crlFault = RevocationFault.DOWN;
      Duration timeout = fault == RevocationFault.SLOW ? Duration.ofMillis(600) : TIMEOUT;
      RevocationClient client = client(timeout, RevocationCache.inMemory(), Clock.systemUTC());
      ServiceException.RevocationUnavailable none =
          assertThrows(
              ServiceException.RevocationUnavailable.class, () -> client.ask(signer(authority)));
      assertEquals(
          authority.uri("/sub/ocsp") + " " + code + "; " + authority.uri("/sub/crl") + " no-answer",
          none.reason());
      authority.crlFault = RevocationFault.NONE;
      RevocationClient.Answer answer = client.ask(signer(authority));
      assertEquals(new Status.Good(), answer.status());
      assertEquals(1, answer.data().crls().size());
      assertEquals(0, answer.data().ocsps().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONSENSE, crl-not-parsable",
    "REFUSE, http-400",
    "TOO_LARGE, no-answer",
    "REDIRECT, http-302",
    "OTHER_SIGNER, crl-signature-mismatch",
    "EXPIRED, revocation-data-out-of-date"
  })
  void everyFaultOfAListIsTold(RevocationFault fault, String code) throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      authority.crlFault = fault;
      Subject sub = new Subject(authority.subCertificate(), authority.rootCertificate());
      ServiceException.RevocationUnavailable none =
          assertThrows(ServiceException.RevocationUnavailable.class, () -> client().ask(sub));
      assertEquals(authority.uri("/root/crl") + " " + code, none.reason());
    }
  }

  @Test
  void certificateThatNamesNobodyIsToldApart() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Subject root = new Subject(authority.rootCertificate(), authority.rootCertificate());
      assertTrue(
          assertThrows(ServiceException.RevocationUnavailable.class, () -> client().ask(root))
              .tried
              .isEmpty());
    }
  }

  @Test
  void delegateWithoutNocheckCountsOnlyWithTheListThatItIsNotOn() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA, Delegate.WITHOUT_NOCHECK)) {
      // The delegate's certificate names no place of its own, so nobody vouches for it.
      authority.crlFault = RevocationFault.DOWN;
      ServiceException.RevocationUnavailable none =
          assertThrows(
              ServiceException.RevocationUnavailable.class, () -> client().ask(signer(authority)));
      assertTrue(none.reason().contains("ocsp-signer-not-checked"), none.reason());
      authority.crlFault = RevocationFault.NONE;
      LocalResponder local =
          new LocalResponder(
              authority.subCertificate(), List.of(), List.of(authority.uri("/sub/crl")));
      RevocationClient knowing =
          new RevocationClient(
              new HttpExchange(TIMEOUT),
              RevocationCache.inMemory(),
              List.of(local),
              Clock.systemUTC(),
              new SecureRandom());
      RevocationClient.Answer answer = knowing.ask(signer(authority));
      assertEquals(1, answer.data().ocsps().size());
      assertEquals(1, answer.data().crls().size());
      authority.revoke(authority.delegateCertificate(), Instant.now().minusSeconds(60), 1);
      ValidationData old = answer.data();
      ValidationData withRevoked =
          new ValidationData(
              List.of(), old.ocsps(), List.of(org.penseal.signature.Octets.of(authority.list())));
      Status status =
          RevocationCheck.of(
              signer(authority),
              ProvenData.unprotected(withRevoked, Instant.now()),
              Instant.now(),
              Instant.now());
      // The list is newer than the revocation of the delegate, and says good of the signer itself.
      assertEquals(new Status.Good(), status);
      Status byOcspAlone =
          RevocationCheck.of(
              signer(authority),
              ProvenData.unprotected(
                  new ValidationData(List.of(), old.ocsps(), List.of()), Instant.now()),
              Instant.now(),
              Instant.now());
      assertEquals(new Status.Unknown(List.of("ocsp-signer-not-checked")), byOcspAlone);
    }
  }

  @Test
  void revocationStandsAlsoWhereNobodyVouchesForWhoSaidSo() throws Exception {
    try (TestAuthority authority =
        TestAuthority.start(
            Kind.ECDSA, Delegate.WITHOUT_NOCHECK, Clock.systemUTC(), Duration.ofDays(1))) {
      authority.revoke(authority.signerCertificate(), Instant.now().minusSeconds(60), 1);
      authority.crlFault = RevocationFault.DOWN;
      Subject signer = signer(authority);
      org.penseal.signature.Octets answer = OcspReadingTest.answer(authority, signer);
      ValidationData data = new ValidationData(List.of(), List.of(answer), List.of());
      Instant now = Instant.now();
      for (Instant known : List.of(now, now.plus(Duration.ofDays(30)))) {
        assertInstanceOf(
            Status.Revoked.class,
            RevocationCheck.of(signer, ProvenData.unprotected(data, known), now, known));
      }
    }
  }

  @Test
  void refusesARevokedSignerAndToleratesOneRevokedAfterTheTime() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.SM2)) {
      Instant since = Instant.now().minusSeconds(30);
      authority.revoke(authority.signerCertificate(), since, 4);
      ValidationCollector collector = new ValidationCollector(authority.store(), client());
      PathJudge.Question now = question(authority);
      CredentialException.Revoked refused =
          assertThrows(
              CredentialException.Revoked.class, () -> collector.collect(now, ValidationData.NONE));
      assertEquals(since.getEpochSecond(), refused.since.getEpochSecond());
      PathJudge.Question before =
          new PathJudge.Question(
              now.leaf(), now.pool(), now.purpose(), since.minusSeconds(5), now.now(), now.now());
      ValidationData data = collector.collect(before, ValidationData.NONE);
      PathJudge judge = new PathJudge(authority.store());
      PathJudge.Result result = judge.judge(before, ProvenData.unprotected(data, Instant.now()));
      assertEquals(List.of("revoked-after-signing"), result.reasons());
      assertEquals(
          org.penseal.pdf.Report.Chain.REVOKED,
          judge.judge(now, ProvenData.unprotected(data, Instant.now())).status());
    }
  }

  @Test
  void chainThatDoesNotBuildIsRefusedBeforeAnyoneIsAsked() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.SM2)) {
      Instant now = Instant.now();
      PathJudge.Question question =
          new PathJudge.Question(
              authority.signerCertificate(), List.of(), Purpose.SIGNER, now, now, now);
      ValidationCollector collector = new ValidationCollector(TrustStore.empty(), client());
      CredentialException.ChainRefused refused =
          assertThrows(
              CredentialException.ChainRefused.class,
              () -> collector.collect(question, ValidationData.NONE));
      assertEquals(List.of("issuer-missing"), refused.reasons);
      assertEquals(0, authority.asked.get());
      PathJudge.Question late =
          new PathJudge.Question(
              authority.signerCertificate(),
              List.of(authority.subCertificate()),
              Purpose.SIGNER,
              now.plus(Duration.ofDays(400)),
              now,
              now);
      assertThrows(
          CredentialException.NotValidAt.class, () -> collector.collect(late, ValidationData.NONE));
    }
  }

  @Test
  void answersAreKeptUntilTheirNextUpdateAlsoOverARestart() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Clock today = Clock.systemUTC();
      client(TIMEOUT, RevocationCache.in(folder), today).ask(signer(authority));
      assertEquals(1, authority.asked.get());
      client(TIMEOUT, RevocationCache.in(folder), today).ask(signer(authority));
      assertEquals(1, authority.asked.get(), "read from the folder");
      Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
      RevocationClient client = client(TIMEOUT, RevocationCache.in(folder), later);
      // The authority's clock stands at today: its fresh answer is out of date by the client's.
      assertThrows(
          ServiceException.RevocationUnavailable.class, () -> client.ask(signer(authority)));
      assertTrue(authority.asked.get() > 1, "asked anew");
    }
  }

  @Test
  void dataCountsOnlyIfItsSignerHadNotEndedWhenItIsProvenToHaveExisted() throws Exception {
    // The delegate lives for a day.
    try (TestAuthority authority =
        TestAuthority.start(
            Kind.ECDSA, Delegate.WITH_NOCHECK, Clock.systemUTC(), Duration.ofDays(1))) {
      ValidationData data = client().ask(signer(authority)).data();
      Instant at = Instant.now();
      Instant later = at.plus(Duration.ofDays(30));
      assertEquals(
          new Status.Unknown(List.of(RevocationCheck.UNPROTECTED)),
          RevocationCheck.of(signer(authority), ProvenData.unprotected(data, later), at, later));
      ProvenData stamped =
          new ProvenData(
              List.of(
                  new ProvenData.Layer(data, later),
                  new ProvenData.Layer(data, at.plusSeconds(9))));
      assertInstanceOf(
          Status.Good.class, RevocationCheck.of(signer(authority), stamped, at, later));
    }
  }
}
