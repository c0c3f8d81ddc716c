// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpClient;

@Tag("slow")
class EmbeddedTrustTest {
  private static final Duration SHORT = Duration.ofMillis(1500);

  @TempDir Path folder;

  @Test
  void issuesTenMinuteCertificatesWithTheBindingAndNothingElse() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench = SigningBench.open(folder);
        SoftwareOneTimeKey key = bench.key(input)) {
      X509Certificate certificate = key.chain().getFirst();
      assertEquals(List.of(certificate, bench.trust.signerRoot()), key.chain());
      assertEquals("CN=王晓明", certificate.getSubjectX500Principal().getName());
      long validity = certificate.getNotAfter().getTime() - certificate.getNotBefore().getTime();
      assertEquals(Duration.ofMinutes(10).toMillis(), validity);
      boolean[] usage = certificate.getKeyUsage();
      assertTrue(usage[0] && usage[1] && !usage[2] && !usage[3] && !usage[4]);
      assertTrue(certificate.getCriticalExtensionOIDs().contains("2.5.29.15"));
      // noRevAvail (RFC 9608, section 2): OCTET STRING around NULL, not critical
      assertArrayEquals(new byte[] {4, 2, 5, 0}, certificate.getExtensionValue("2.5.29.56"));
      assertTrue(CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_ONE_TIME));
      assertTrue(CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_DEMO));
      assertEquals(Optional.of(SigningBench.binding(input)), CertificateFacts.binding(certificate));
      assertFalse(certificate.getCriticalExtensionOIDs().contains(ProjectOids.EVIDENCE_BINDING));
      assertNull(certificate.getExtensionValue(ProjectOids.STATEMENT));
    }
  }

  @Test
  void asksTheCheckWithTheStatementAndPassesItsRefusalOn() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench =
        SigningBench.open(
            folder,
            request ->
                request.statement().equals(SigningBench.EVIDENCE.statement())
                    ? Optional.of("statement-not-attested")
                    : Optional.of("other"),
            Clock.systemUTC())) {
      var refused = assertThrows(ServiceException.CaRefused.class, () -> bench.key(input));
      assertEquals("rejected: statement-not-attested", refused.reason());
    }
  }

  @Test
  void everyFaultOfTheCaHasItsOwnError() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench = SigningBench.open(folder)) {
      bench.trust.caFault(Fault.DOWN);
      assertThrows(ServiceException.CaUnreachable.class, () -> bench.key(input));
      bench.trust.caFault(Fault.NONSENSE);
      assertEquals(
          "bad-answer",
          assertThrows(ServiceException.CaRefused.class, () -> bench.key(input)).reason());
      bench.trust.caFault(Fault.OTHER_KEY);
      assertThrows(ServiceException.CaWrongKey.class, () -> bench.key(input));
      bench.trust.caFault(Fault.REFUSE);
      assertThrows(ServiceException.CaRefused.class, () -> bench.key(input));
      bench.trust.caFault(Fault.SLOW);
      CmpClient hurried =
          new CmpClient(
              bench.trust.caUri(),
              bench.trust.protection(),
              SHORT,
              SigningBench.HASHING,
              Clock.systemUTC());
      SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(new SecureRandom());
      var request =
          new org.penseal.trust.EventRequest(
              "x", key.publicKey(), SigningBench.binding(input), Octets.of(new byte[1]));
      Octets info = request.info();
      Octets csr =
          org.penseal.trust.EventRequest.assemble(
              info, key.signRequest(info), org.penseal.signature.Suite.SM2_SM3);
      assertThrows(ServiceException.CaUnreachable.class, () -> hurried.enroll(csr, bench.store()));
    }
  }

  @Test
  void everyFaultOfTheTsaHasItsOwnError() throws Exception {
    try (SigningBench bench = SigningBench.open(folder)) {
      Octets data = Octets.of(new byte[] {1, 2, 3});
      assertNotNull(bench.tsa().stamp(data).tsa());
      bench.trust.tsaFault(Fault.DOWN);
      assertThrows(ServiceException.TsaUnreachable.class, () -> bench.tsa().stamp(data));
      bench.trust.tsaFault(Fault.NONSENSE);
      assertEquals(
          "bad-answer",
          assertThrows(ServiceException.TsaRefused.class, () -> bench.tsa().stamp(data)).reason());
      bench.trust.tsaFault(Fault.OTHER_KEY);
      assertEquals(
          "answer-to-another-request",
          assertThrows(ServiceException.TsaRefused.class, () -> bench.tsa().stamp(data)).reason());
      bench.trust.tsaFault(Fault.REFUSE);
      assertEquals(
          "status-2",
          assertThrows(ServiceException.TsaRefused.class, () -> bench.tsa().stamp(data)).reason());
      bench.trust.tsaFault(Fault.SLOW);
      TimestampClient hurried =
          new TimestampClient(
              List.of(bench.trust.tsaUri()), SHORT, SigningBench.HASHING, new SecureRandom());
      assertThrows(ServiceException.TsaUnreachable.class, hurried::probe);
    }
  }

  @Test
  void keepsItsKeysAndWritesItsRoots() throws Exception {
    X509Certificate root;
    try (SigningBench bench = SigningBench.open(folder)) {
      root = bench.trust.signerRoot();
      bench.trust.writeRoots(folder.resolve("trust"));
      TrustStore store = TrustStore.load(List.of(folder.resolve("trust")));
      assertEquals(List.of(root), store.anchors(Purpose.SIGNER));
      assertEquals(List.of(bench.trust.tsaRoot()), store.anchors(Purpose.TSA));
      assertEquals(List.of(), store.anchors(Purpose.DEVICE));
      TrustStore flat = TrustStore.load(List.of(folder.resolve("trust").resolve("signer")));
      assertEquals(List.of(root), flat.anchors(Purpose.DEVICE));
    }
    try (SigningBench again = SigningBench.open(folder)) {
      assertEquals(root, again.trust.signerRoot());
      assertTrue(root.getSubjectX500Principal().getName().contains("DEMO"));
    }
  }
}
