// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Revocation;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.ToolServer;
import org.penseal.pdf.extend.LongTerm;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Level;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Kind;
import org.penseal.trust.revocation.LocalResponder;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;

/** Revocation as whoever verifies learns of it: by lists at hand, by asking, or not at all. */
@Tag("slow")
class VerifyRevocationTest {
  private static final int KEY_COMPROMISE = 1;

  @TempDir Path folder;

  private Path signed(TestAuthority authority) throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path output = folder.resolve("signed.pdf");
    Files.deleteIfExists(output);
    try (SigningKey key = authority.signingKey()) {
      KeySigning.sign(input, key, Profile.PADES_B, folder, output);
    }
    return output;
  }

  private static PathJudge.Sources lists(byte[]... lists) {
    return new PathJudge.Sources(
        java.util.Arrays.stream(lists).map(Octets::of).toList(), Optional.empty());
  }

  private static PathJudge.Sources online(LocalResponder... local) {
    return new PathJudge.Sources(List.of(), Optional.of(client(local)));
  }

  private static RevocationClient client(LocalResponder... local) {
    return new RevocationClient(
        new HttpExchange(Duration.ofSeconds(60)),
        RevocationCache.inMemory(),
        List.of(local),
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static void expect(
      Path file, TrustStore store, PathJudge.Sources sources, Verdict verdict, Revocation answer)
      throws Exception {
    Report report =
        new PdfVerifier(store, SigningBench.HASHING, Suite.DEFAULT_SM2_ID, sources)
            .verify(file, null, Instant.now());
    Report.Signed one = report.signatures().getFirst();
    assertEquals(verdict, report.verdict(), report::toString);
    assertEquals(answer, one.revocation(), report::toString);
    // What is not in the file does not make it a long-term one.
    assertEquals("pades-b", one.profile());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "SM2"})
  void listsAtHandTellOfEveryCertificate(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind);
        TestAuthority other = TestAuthority.start(kind)) {
      Path file = signed(authority);
      TrustStore store = authority.store();
      byte[] root = authority.rootList();
      expect(file, store, PathJudge.Sources.NONE, Verdict.VALID, Revocation.NOT_ASKED);
      expect(file, store, lists(authority.list(), root), Verdict.VALID, Revocation.CHECKED);
      // Of the authority between nobody said anything; and lists of strangers say nothing at all.
      expect(file, store, lists(authority.list()), Verdict.VALID, Revocation.UNKNOWN);
      other.revoke(authority.signerCertificate(), Instant.now(), KEY_COMPROMISE);
      expect(file, store, lists(other.list(), root), Verdict.VALID, Revocation.UNKNOWN);

      Instant before = Instant.now().minusSeconds(3600);
      authority.revoke(authority.signerCertificate(), before, KEY_COMPROMISE);
      expect(file, store, lists(authority.list()), Verdict.INVALID, Revocation.UNKNOWN);
      expect(file, store, lists(authority.list(), root), Verdict.INVALID, Revocation.CHECKED);
      assertEquals(0, authority.asked.get(), "nobody was to be asked");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "SM2"})
  void revokedAuthorityMakesTheSignatureInvalid(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path file = signed(authority);
      authority.revoke(authority.subCertificate(), Instant.now().minusSeconds(60), 2);
      expect(
          file,
          authority.store(),
          lists(authority.list(), authority.rootList()),
          Verdict.INVALID,
          Revocation.CHECKED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "SM2"})
  void respondersOfTrustedCertificatesAreAsked(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path file = signed(authority);
      expect(file, authority.store(), online(), Verdict.VALID, Revocation.CHECKED);
      assertTrue(authority.asked.get() >= 2, "signer and authority");
      authority.revoke(authority.signerCertificate(), Instant.now(), KEY_COMPROMISE);
      expect(file, authority.store(), online(), Verdict.INVALID, Revocation.CHECKED);

      int before = authority.asked.get();
      expect(file, TrustStore.empty(), online(), Verdict.INDETERMINATE, Revocation.UNKNOWN);
      assertEquals(before, authority.asked.get(), "addresses that nobody vouches for");
    }
  }

  @Test
  void noAnswerIsToldAndIsNoRefusal() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path file = signed(authority);
      authority.close();
      expect(file, authority.store(), online(), Verdict.VALID, Revocation.UNKNOWN);
    }
  }

  @Test
  void responderOfOpensslIsAsked() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.RSA)) {
      Path file = signed(authority);
      try (ToolServer good = openssl(authority, "V\t360101000000Z\t")) {
        expect(
            file,
            authority.store(),
            online(at(authority, good)),
            Verdict.VALID,
            Revocation.CHECKED);
      }
      try (ToolServer bad = openssl(authority, "R\t360101000000Z\t260101120000Z,keyCompromise")) {
        expect(
            file,
            authority.store(),
            online(at(authority, bad)),
            Verdict.INVALID,
            Revocation.CHECKED);
      }
    }
  }

  private static LocalResponder at(TestAuthority authority, ToolServer server) {
    return new LocalResponder(authority.subCertificate(), List.of(server.uri()), List.of());
  }

  private ToolServer openssl(TestAuthority authority, String head) throws Exception {
    X509Certificate signer = authority.signerCertificate();
    String hex = signer.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    String serial = hex.length() % 2 == 0 ? hex : "0" + hex;
    Path index =
        Files.writeString(folder.resolve("index.txt"), head + "\t" + serial + "\tunknown\t/CN=x\n");
    Path sub = TestAuthority.pem(folder.resolve("sub.pem"), List.of(authority.subCertificate()));
    Path key = TestAuthority.pem(folder.resolve("sub.key"), authority.subFile().key());
    return ToolServer.openssl(
        folder.resolve("ocsp.log"),
        "ocsp",
        List.of(
            "-index",
            index.toString(),
            "-CA",
            sub.toString(),
            "-rsigner",
            sub.toString(),
            "-rkey",
            key.toString(),
            "-ndays",
            "1"));
  }

  @Test
  void extendingAsksNobodyWhomNobodyTrusts() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path file = signed(authority);
      TimestampClient tsa =
          new TimestampClient(
              List.of(authority.tsaUri()),
              Duration.ofSeconds(60),
              SigningBench.HASHING,
              new SecureRandom());
      LongTerm longTerm =
          new LongTerm(TrustStore.empty(), client(), tsa, SigningBench.HASHING, Clock.systemUTC());
      CredentialException.ChainRefused refused =
          assertThrows(
              CredentialException.ChainRefused.class,
              () -> longTerm.extend(file, null, Level.LTA, folder.resolve("out.pdf")));
      assertEquals(List.of("root-not-trusted"), refused.reasons);
      assertEquals(0, authority.asked.get());
    }
  }
}
