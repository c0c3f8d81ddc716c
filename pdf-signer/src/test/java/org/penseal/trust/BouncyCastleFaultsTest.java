// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignerChecks;
import org.penseal.key.Pkcs12File;
import org.penseal.key.ValueProof;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.TestChain.Party;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.cmp.MessageProtection;

/**
 * Faults that BouncyCastle had up to 1.84, each where it would reach PenSeal, with the number under
 * which 1.85 lists it.
 */
class BouncyCastleFaultsTest {
  static {
    SigningBench.registerProvider();
  }

  private static final Instant NOW = Instant.now();
  private static final Duration SHORT = Duration.ofSeconds(120);

  @TempDir Path folder;

  // DigestInfo of SHA-256 without the NULL (RFC 8017, section 9.2, note 1, allows to read it).
  private static byte[] digestInfo(byte[] digest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        new byte[] {
          0x30, 0x2f, 0x30, 0x0b, 6, 9, 0x60, (byte) 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 4, 32
        });
    out.writeBytes(digest);
    return out.toByteArray();
  }

  /** CVE-2026-12860. */
  @Test
  void everyOctetOfTheDigestIsComparedWhereTheNullIsMissing() throws Exception {
    KeyPair pair = TestChain.party("rsa", "RSA-2048").key();
    byte[] message = "document".getBytes();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
    for (int octet = 0; octet < digest.length; octet++) {
      byte[] other = digest.clone();
      other[octet] ^= 1;
      Cipher raw = Cipher.getInstance("RSA/ECB/PKCS1Padding", "SunJCE");
      raw.init(Cipher.ENCRYPT_MODE, pair.getPrivate());
      byte[] value = raw.doFinal(digestInfo(other));
      ValueProof proof = ValueProof.begin(pair.getPublic(), Suite.RSA_SHA256, Suite.DEFAULT_SM2_ID);
      proof.update(message, 0, message.length);
      assertThrows(
          CredentialException.KeyRefused.class, () -> proof.require(value), "octet " + octet);
    }
  }

  // 0x30 0x80 again and again, or nested with definite lengths.
  private static byte[] nested(int levels, boolean definite) {
    if (!definite) {
      byte[] open = new byte[4 * levels];
      for (int i = 0; i < levels; i++) {
        open[2 * i] = 0x30;
        open[2 * i + 1] = (byte) 0x80;
      }
      return open;
    }
    byte[] all = new byte[6 * levels];
    int start = all.length;
    for (int i = 0; i < levels; i++) {
      int length = all.length - start;
      start -= 6;
      all[start] = 0x30;
      all[start + 1] = (byte) 0x84;
      for (int j = 0; j < 4; j++) {
        all[start + 2 + j] = (byte) (length >> 8 * (3 - j));
      }
    }
    return all;
  }

  private List<Executable> readers(byte[] bytes) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "in-", ".pem"), bytes);
    return List.of(
        () -> CmsSignature.parse(bytes),
        () -> Timestamp.parse(Octets.of(bytes)),
        () -> Timestamp.ofResponse(Octets.of(bytes)),
        () -> TrustStore.load(List.of(file)),
        () -> RevocationLists.read(List.of(file)),
        () -> Pkcs12File.read(file, "pw".toCharArray()));
  }

  /** CVE-2026-13506. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nestingEndsInARefusal(boolean definite) throws Exception {
    for (Executable each : readers(nested(100_000, definite))) {
      assertTimeoutPreemptively(SHORT, () -> assertThrows(SigningException.class, each));
    }
  }

  /** CVE-2026-13506: what is read later counts its levels from the beginning. */
  @Test
  void nestingInsideAnExtensionEndsInAnAnswer() throws Exception {
    Party root = TestChain.party("root", "P-256");
    byte[] deep = nested(50_000, true);
    for (var oid :
        List.of(
            Extension.subjectAlternativeName,
            Extension.extendedKeyUsage,
            Extension.nameConstraints,
            Extension.certificatePolicies,
            Extension.authorityInfoAccess)) {
      X509Certificate leaf =
          TestChain.leaf(
              root,
              TestChain.party("end", "P-256"),
              builder -> builder.addExtension(oid, false, deep));
      TrustStore store = TrustStore.empty().with(Purpose.SIGNER, TestChain.ca(root, root));
      assertTimeoutPreemptively(
          SHORT,
          () -> {
            CertificateFacts.readable(leaf);
            new ChainCheck(store).check(leaf, List.of(), Purpose.SIGNER, NOW);
          });
    }
  }

  /** CVE-2026-14682. */
  @Test
  void declaredLengthIsNotAllocated() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // SEQUENCE { INTEGER 3, OCTET STRING of 1 GB } and the octet string alone.
    byte[][] liars = {
      {0x30, (byte) 0x84, 0x40, 0, 0, 9, 2, 1, 3, 4, (byte) 0x84, 0x40, 0, 0, 0, 1, 2, 3},
      {4, (byte) 0x84, 0x40, 0, 0, 0, 1, 2, 3},
      {0x30, (byte) 0x80, 4, (byte) 0x84, 0x40, 0, 0, 0, 1, 2, 3},
    };
    for (byte[] bytes : liars) {
      for (Executable each : readers(bytes)) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        assertThrows(SigningException.class, each);
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        assertTrue(after - before < 256L << 20, (after - before) + " bytes");
      }
    }
  }

  private static ASN1Encodable replaced(ASN1Encodable value, long from, long to) {
    return switch (value.toASN1Primitive()) {
      case ASN1Integer number when number.hasValue((int) from) -> new ASN1Integer(to);
      case ASN1Sequence sequence -> {
        ASN1Encodable[] parts = new ASN1Encodable[sequence.size()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = replaced(sequence.getObjectAt(i), from, to);
        }
        yield new DERSequence(parts);
      }
      case ASN1TaggedObject tagged when tagged.isExplicit() ->
          new DERTaggedObject(
              true,
              tagged.getTagNo(),
              replaced(tagged.getExplicitBaseObject().toASN1Primitive(), from, to));
      default -> value;
    };
  }

  /** CVE-2026-13586 and, of the parts, CVE-2026-15055. */
  @Test
  void roundsOfPkcs12AreBoundedBeforeAnyIsComputed() throws Exception {
    Path file = OpensslKey.make(folder, OpensslKey.rsa(2048)).file();
    byte[] bytes = Files.readAllBytes(file);
    char[] password = OpensslKey.PASSWORD.toCharArray();
    assertEquals(1, Pkcs12File.read(file, password).chain().size());
    // OpenSSL writes 2048 rounds for the MAC; those of the parts lie in octet strings.
    ASN1Encodable lied = replaced(ASN1Primitive.fromByteArray(bytes), 2048, Integer.MAX_VALUE);
    Path other =
        Files.write(folder.resolve("rounds.p12"), lied.toASN1Primitive().getEncoded("DER"));
    assertFalse(Files.mismatch(file, other) < 0);
    assertTimeoutPreemptively(
        SHORT,
        () ->
            assertThrows(
                CredentialException.KeyRefused.class, () -> Pkcs12File.read(other, password)));
  }

  /** CVE-2026-59647. */
  @Test
  void roundsOfCmpAreBounded() throws Exception {
    CmpProtection protection = new CmpProtection("ref", "secret".toCharArray(), new SecureRandom());
    PKIMessage message =
        protection.protect(
            new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent()),
            new MessageProtection.Link(protection.nonce(), protection.nonce(), protection.nonce()),
            NOW);
    assertTrue(protection.verifies(message, NOW));
    PKIMessage lied = PKIMessage.getInstance(replaced(message, 1000, Integer.MAX_VALUE));
    assertFalse(lied.equals(message));
    assertTimeoutPreemptively(SHORT, () -> assertFalse(protection.verifies(lied, NOW)));
  }

  /** A name of so many units, or of one with so many commas, and the same written otherwise. */
  enum LongName {
    UNITS(500) {
      @Override
      List<RDN> parts(int count, boolean otherwise) {
        List<RDN> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          parts.add(new RDN(BCStyle.OU, new DERUTF8String("unit " + i)));
        }
        return otherwise ? parts.reversed() : parts;
      }
    },
    /** CVE-2026-58059: each character that is escaped moved all that follow it. */
    COMMAS(10_000) {
      @Override
      List<RDN> parts(int count, boolean otherwise) {
        String end = otherwise ? "A" : "a";
        return List.of(new RDN(BCStyle.O, new DERUTF8String(",".repeat(count) + end)));
      }
    };

    private final int few;

    LongName(int few) {
      this.few = few;
    }

    abstract List<RDN> parts(int count, boolean otherwise);

    X500Name of(int count, boolean otherwise) {
      return new X500Name(parts(count, otherwise).toArray(RDN[]::new));
    }
  }

  // Of the thread, so that what else the machine does is not counted; the least of some.
  private static long processorNanos(LongName name, int count) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Party root = TestChain.party("root", "P-256");
    Party issuer = new Party(name.of(count, false).toString(), root.key());
    X509Certificate leaf = TestChain.leaf(issuer, root);
    SignerIdentifier id =
        new SignerIdentifier(
            new IssuerAndSerialNumber(name.of(count, true), leaf.getSerialNumber()));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = threads.getCurrentThreadCpuTime();
      assertTrue(SignerChecks.names(id, leaf));
      least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
    }
    return least;
  }

  @ParameterizedTest
  @EnumSource
  void timeForANameGrowsWithItsLengthAndNotWithTheSquare(LongName name) throws Exception {
    processorNanos(name, name.few); // compiled from here on
    long few = processorNanos(name, name.few);
    long many = processorNanos(name, 16 * name.few);
    // 16 times as many take 16 times as long, or 256 times.
    assertTrue(many < 64 * few, () -> few + " ns, " + many + " ns");
  }
}
