// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.CredentialException;
import org.penseal.trust.embedded.TestAuthority;

class ChainCheckTest {
  static {
    SigningBench.registerProvider();
  }

  private static final Instant NOW = Instant.now();

  @TempDir Path folder;
  private long serial;

  private record Party(String name, KeyPair key) {}

  private static Party party(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return new Party("C=CN,O=Test,CN=" + name, generator.generateKeyPair());
  }

  /** What a certificate is to say. */
  private record Terms(
      int pathLength, Duration life, @Nullable NameConstraints names, String digest) {
    static Terms ca() {
      return new Terms(9, Duration.ofDays(900), null, "SHA256");
    }

    static Terms leaf() {
      return new Terms(-1, Duration.ofDays(90), null, "SHA256");
    }

    Terms pathLength(int length) {
      return new Terms(length, life, names, digest);
    }

    Terms names(NameConstraints constraints) {
      return new Terms(pathLength, life, constraints, digest);
    }

    Terms digest(String name) {
      return new Terms(pathLength, life, names, name);
    }
  }

  private X509Certificate issue(Party issuer, Party subject, Terms terms) throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer.name),
            BigInteger.valueOf(++serial),
            Date.from(NOW.minus(Duration.ofDays(60))),
            Date.from(NOW.plus(terms.life)),
            new X500Name(subject.name),
            subject.key.getPublic());
    boolean ca = terms.pathLength >= 0;
    builder.addExtension(
        Extension.basicConstraints,
        true,
        ca ? new BasicConstraints(terms.pathLength) : new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(ca ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
    // OpenSSL does not try one issuer after the other, it goes by these.
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        ids.createSubjectKeyIdentifier(subject.key.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        ids.createAuthorityKeyIdentifier(issuer.key.getPublic()));
    if (terms.names != null) {
      builder.addExtension(Extension.nameConstraints, true, terms.names);
    }
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(
                        terms.digest
                            + (issuer.key.getPrivate() instanceof RSAPrivateKey
                                ? "withRSA"
                                : "withECDSA"))
                    .setProvider("BC")
                    .build(issuer.key.getPrivate())));
  }

  private static ChainCheck.Result check(
      X509Certificate leaf, List<X509Certificate> pool, X509Certificate... anchors) {
    TrustStore store = TrustStore.empty().with(Purpose.SIGNER, anchors);
    return new ChainCheck(store).check(leaf, pool, Purpose.SIGNER, NOW);
  }

  /** {@code openssl verify} over the same certificates. */
  private boolean opensslAccepts(
      X509Certificate leaf, List<X509Certificate> pool, X509Certificate... anchors)
      throws Exception {
    Path own = TestAuthority.pem(folder.resolve("leaf.pem"), List.of(leaf));
    Path others = TestAuthority.pem(folder.resolve("pool.pem"), pool);
    Path roots = TestAuthority.pem(folder.resolve("roots.pem"), Arrays.asList(anchors));
    return Tool.run(
                "openssl",
                "verify",
                "-CAfile",
                roots.toString(),
                "-untrusted",
                others.toString(),
                own.toString())
            .exit()
        == 0;
  }

  private void agree(
      String reason, X509Certificate leaf, List<X509Certificate> pool, X509Certificate... anchors)
      throws Exception {
    ChainCheck.Result result = check(leaf, pool, anchors);
    assertEquals(reason, String.join(",", result.reasons()));
    assertEquals(reason.isEmpty(), opensslAccepts(leaf, pool, anchors));
  }

  @Test
  void aKeyOfALongExponentIsNotTried() throws Exception {
    // The next prime after 2^64, and what everybody uses.
    assertEquals(List.of("issuer-missing"), signedWith(new BigInteger("18446744073709551629")));
    assertEquals(List.of(), signedWith(RSAKeyGenParameterSpec.F4));
  }

  private List<String> signedWith(BigInteger exponent) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "BC");
    generator.initialize(new RSAKeyGenParameterSpec(2048, exponent));
    Party root = new Party("C=CN,O=Test,CN=rsa", generator.generateKeyPair());
    X509Certificate anchor = issue(root, root, Terms.ca());
    X509Certificate leaf = issue(root, party("end"), Terms.leaf());
    return check(leaf, List.of(), anchor).reasons();
  }

  @Test
  void findsTheTrustedOneOfSeveralChainsInAnyOrder() throws Exception {
    Party oldRoot = party("old root");
    Party newRoot = party("new root");
    Party sub = party("sub");
    Party end = party("end");
    X509Certificate leaf = issue(sub, end, Terms.leaf());
    List<X509Certificate> bag = new ArrayList<>();
    bag.add(issue(oldRoot, oldRoot, Terms.ca()));
    bag.add(issue(newRoot, newRoot, Terms.ca()));
    bag.add(issue(oldRoot, sub, Terms.ca()));
    bag.add(issue(newRoot, sub, Terms.ca()));
    // Both roots certify each other: a loop.
    bag.add(issue(oldRoot, newRoot, Terms.ca()));
    bag.add(issue(newRoot, oldRoot, Terms.ca()));
    bag.add(issue(party("stranger"), party("nobody"), Terms.ca()));
    X509Certificate trusted = bag.get(1);
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(bag, random);
      ChainCheck.Result result = check(leaf, bag, trusted);
      assertEquals(Report.Chain.TRUSTED, result.status(), result::toString);
      assertEquals(trusted, result.path().getLast());
      assertEquals(leaf, result.path().getFirst());
    }
    assertEquals(
        List.of("root-not-trusted"),
        check(leaf, bag, issue(sub, party("x"), Terms.ca())).reasons());
  }

  @Test
  void expiredCrossCertificateDoesNotHideTheGoodChain() throws Exception {
    Party root = party("root");
    Party sub = party("sub");
    Party end = party("end");
    X509Certificate anchor = issue(root, root, Terms.ca());
    X509Certificate ended = issue(root, sub, new Terms(0, Duration.ofDays(-1), null, "SHA256"));
    X509Certificate fresh = issue(root, sub, Terms.ca());
    X509Certificate leaf = issue(sub, end, Terms.leaf());
    assertEquals(List.of(), check(leaf, List.of(ended, fresh), anchor).reasons());
    ChainCheck.Result only = check(leaf, List.of(ended), anchor);
    assertEquals(Report.Chain.EXPIRED, only.status());
    assertEquals(List.of("certificate-not-valid-at-time"), only.reasons());
  }

  @Test
  void keepsTheRulesOfRfc5280AsOpensslDoes() throws Exception {
    Party root = party("root");
    Party one = party("one");
    Party two = party("two");
    Party end = party("end");
    X509Certificate anchor = issue(root, root, Terms.ca());
    X509Certificate leaf = issue(two, end, Terms.leaf());
    X509Certificate lower = issue(one, two, Terms.ca());
    agree("", leaf, List.of(lower, issue(root, one, Terms.ca())), anchor);
    agree(
        "path-length-exceeded",
        leaf,
        List.of(lower, issue(root, one, Terms.ca().pathLength(0))),
        anchor);
    agree("issuer-missing", leaf, List.of(lower), anchor);
    X509Certificate noCa = issue(one, two, Terms.leaf());
    assertEquals(
        List.of("issuer-is-no-ca", "issuer-may-not-certify"),
        check(leaf, List.of(noCa, issue(root, one, Terms.ca())), anchor).reasons());
    // An authority that renewed its key and certified the new one with the old does not count.
    Party renewed = new Party(one.name, party("one").key);
    agree(
        "",
        leaf,
        List.of(
            issue(renewed, two, Terms.ca().pathLength(0)),
            issue(one, renewed, Terms.ca().pathLength(1)),
            issue(root, one, Terms.ca().pathLength(1))),
        anchor);
  }

  @Test
  void nameConstraintsHoldAsInOpenssl() throws Exception {
    Party root = party("root");
    Party sub = party("sub");
    X509Certificate anchor = issue(root, root, Terms.ca());
    GeneralSubtree[] here = {new GeneralSubtree(new GeneralName(new X500Name("C=CN,O=Test")))};
    X509Certificate permitting =
        issue(root, sub, Terms.ca().names(new NameConstraints(here, null)));
    X509Certificate excluding = issue(root, sub, Terms.ca().names(new NameConstraints(null, here)));
    X509Certificate inside = issue(sub, party("end"), Terms.leaf());
    Party abroad = new Party("C=DE,O=Other,CN=end", party("end").key);
    X509Certificate outside = issue(sub, abroad, Terms.leaf());
    agree("", inside, List.of(permitting), anchor);
    agree("name-not-permitted", outside, List.of(permitting), anchor);
    agree("name-not-permitted", inside, List.of(excluding), anchor);
    agree("", outside, List.of(excluding), anchor);
  }

  @Test
  void heapOfCertificatesEndsInTime() throws Exception {
    // Forty authorities of the same name, each certified by all others.
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      parties.add(party("same"));
    }
    List<X509Certificate> heap = new ArrayList<>();
    for (Party issuer : parties) {
      for (int i = 0; i < 8; i++) {
        heap.add(issue(issuer, parties.get(i), Terms.ca()));
      }
    }
    Party end = party("end");
    X509Certificate leaf = issue(parties.getFirst(), end, Terms.leaf());
    ChainCheck.Result result = check(leaf, heap, issue(end, end, Terms.ca()));
    assertTrue(
        result.status() == Report.Chain.INCOMPLETE || result.status() == Report.Chain.UNTRUSTED,
        result::toString);
  }

  @Test
  void badFileInATrustFolderIsToldAndLeftOut() throws Exception {
    Party root = party("root");
    X509Certificate anchor = issue(root, root, Terms.ca());
    Path trust = Files.createDirectories(folder.resolve("trust").resolve("signer"));
    TestAuthority.pem(trust.resolve("a.pem"), List.of(anchor));
    Path bad = Files.writeString(trust.resolve("b.pem"), "no certificate");
    Files.writeString(trust.resolve("readme.txt"), "not looked at");
    TrustStore store = TrustStore.load(List.of(folder.resolve("trust")));
    assertEquals(List.of(anchor), store.anchors(Purpose.SIGNER));
    assertEquals(1, store.unreadable().size());
    assertEquals(bad.toString(), store.unreadable().getFirst().source);
    assertThrows(CredentialException.BadCertificate.class, () -> TrustStore.load(List.of(bad)));
  }

  @Test
  void certificateSignedOverAWeakDigestIsNotTrustedButSuchARootIs() throws Exception {
    Party root = party("root");
    Party leaf = party("leaf");
    X509Certificate anchor = issue(root, root, Terms.ca().digest("SHA1"));
    X509Certificate sound = issue(root, leaf, Terms.leaf());
    assertEquals(Report.Chain.TRUSTED, check(sound, List.of(), anchor).status());
    X509Certificate weak = issue(root, leaf, Terms.leaf().digest("SHA1"));
    ChainCheck.Result result = check(weak, List.of(), anchor);
    assertEquals(Report.Chain.UNTRUSTED, result.status());
    assertEquals(List.of("signature-algorithm-weak"), result.reasons());
  }
}
