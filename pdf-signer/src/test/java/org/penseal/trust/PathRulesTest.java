// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penseal.trust.TestChain.ca;
import static org.penseal.trust.TestChain.leaf;
import static org.penseal.trust.TestChain.party;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Report;
import org.penseal.trust.TestChain.Extra;
import org.penseal.trust.TestChain.Party;

/** Chains as somebody would build them who has a certificate for another purpose. */
@Tag("slow")
class PathRulesTest {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String CODE = "1.3.6.1.5.5.7.3.3";
  private static final String MAIL = "1.3.6.1.5.5.7.3.4";
  private static final String STAMPS = "1.3.6.1.5.5.7.3.8";
  private static final String OCSP = "1.3.6.1.5.5.7.3.9";

  private static Extra purposes(boolean critical, String... oids) {
    KeyPurposeId[] ids =
        Arrays.stream(oids)
            .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
            .toArray(KeyPurposeId[]::new);
    return builder ->
        builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(ids));
  }

  private static List<String> reasons(
      Purpose purpose, X509Certificate leaf, X509Certificate root, X509Certificate... pool) {
    TrustStore store = TrustStore.empty().with(purpose, root);
    ChainCheck.Result result =
        new ChainCheck(store).check(leaf, List.of(pool), purpose, Instant.now());
    assertEquals(
        result.reasons().isEmpty() ? Report.Chain.TRUSTED : Report.Chain.UNTRUSTED,
        result.status());
    return result.reasons();
  }

  private static List<String> leafWith(String kind, Extra extra) throws Exception {
    Party root = party("root", kind);
    return reasons(
        Purpose.SIGNER, leaf(root, party("end", kind), extra), ca(root, root), ca(root, root));
  }

  @ParameterizedTest
  @CsvSource({
    "SM2, true, " + SERVER,
    "SM2, false, " + SERVER,
    "RSA-2048, true, " + SERVER,
    "RSA-2048, false, " + OCSP,
    "P-256, true, " + OCSP,
    "P-256, false, " + CODE,
    "P-256, true, " + CODE,
    "P-256, false, " + CLIENT,
    "P-256, false, 1.2.3.4",
    "P-256, false, " + SERVER + " " + CLIENT,
  })
  void certificateForAnotherPurposeDoesNotSignDocuments(String kind, boolean critical, String oids)
      throws Exception {
    assertEquals(
        List.of("extended-key-usage-forbids-signing"),
        leafWith(kind, purposes(critical, oids.split(" "))));
  }

  @Test
  void timeStampingCertificateDoesNotSignDocuments() throws Exception {
    assertEquals(
        List.of("tsa-certificate-for-other-purpose", "extended-key-usage-forbids-signing"),
        leafWith("P-256", purposes(true, STAMPS)));
  }

  @Test
  void extendedKeyUsageThatCannotBeReadAllowsNothing() throws Exception {
    Extra bad =
        builder ->
            builder.addExtension(
                Extension.extendedKeyUsage, false, new DEROctetString(new byte[] {1, 2, 3}));
    assertEquals(List.of("extended-key-usage-forbids-signing"), leafWith("P-256", bad));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.5.29.37.0",
        "1.3.6.1.5.5.7.3.36",
        MAIL,
        "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5",
        MAIL + " " + CLIENT,
        SERVER + " 1.3.6.1.5.5.7.3.36"
      })
  void purposeOfDocumentsMailOrAnySigns(String oids) throws Exception {
    for (boolean critical : new boolean[] {true, false}) {
      assertEquals(List.of(), leafWith("SM2", purposes(critical, oids.split(" "))));
      assertEquals(List.of(), leafWith("RSA-2048", purposes(critical, oids.split(" "))));
    }
  }

  @Test
  void authorityForServersCertifiesNoSigners() throws Exception {
    Party root = party("root", "P-256");
    Party sub = party("sub", "P-256");
    X509Certificate end = leaf(sub, party("end", "P-256"));
    X509Certificate anchor = ca(root, root);
    for (boolean critical : new boolean[] {true, false}) {
      X509Certificate servers = ca(root, sub, purposes(critical, SERVER, CLIENT));
      assertEquals(
          List.of("issuer-certifies-other-purposes"),
          reasons(Purpose.SIGNER, end, anchor, servers));
      X509Certificate mail = ca(root, sub, purposes(critical, CLIENT, MAIL));
      assertEquals(List.of(), reasons(Purpose.SIGNER, end, anchor, mail));
    }
    X509Certificate stamper = leaf(sub, party("tsa", "P-256"), purposes(true, STAMPS));
    assertEquals(
        List.of("issuer-certifies-other-purposes"),
        reasons(Purpose.TSA, stamper, anchor, ca(root, sub, purposes(false, MAIL))));
    assertEquals(
        List.of(), reasons(Purpose.TSA, stamper, anchor, ca(root, sub, purposes(false, STAMPS))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-512", "RSA-1024", "secp256k1", "brainpoolP256r1"})
  void everyKeyOfAPathMustBeOneThatSignersMayHave(String kind) throws Exception {
    Party root = party("root", "RSA-2048");
    Party weak = party("weak", kind);
    Party end = party("end", "RSA-2048");
    List<String> refused = List.of("key-not-accepted");
    // In the middle, at the end, and as the root itself.
    assertEquals(refused, reasons(Purpose.SIGNER, leaf(weak, end), ca(root, root), ca(root, weak)));
    assertEquals(refused, reasons(Purpose.SIGNER, leaf(root, weak), ca(root, root)));
    assertEquals(refused, reasons(Purpose.SIGNER, leaf(weak, end), ca(weak, weak)));
    X509Certificate stamper = leaf(weak, end, purposes(true, STAMPS));
    assertEquals(refused, reasons(Purpose.TSA, stamper, ca(root, root), ca(root, weak)));
  }

  private static Extra excluded(int tag, String name) {
    GeneralSubtree[] subtrees = {new GeneralSubtree(new GeneralName(tag, name))};
    return builder ->
        builder.addExtension(Extension.nameConstraints, true, new NameConstraints(null, subtrees));
  }

  private static Extra named(int tag, String name) {
    return builder ->
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(tag, name)));
  }

  /** CVE-2026-8763; 1, 2 and 6 are mail, DNS and URI (RFC 5280, section 4.2.1.6). */
  @ParameterizedTest
  @CsvSource({
    "1, evil.example, a@evil.example",
    "1, evil.example, a@evil.example.",
    "1, a@evil.example, a@evil.example.",
    "1, .evil.example, a@b.evil.example.",
    "2, evil.example, evil.example",
    "2, evil.example, evil.example.",
    "2, evil.example, WWW.Evil.Example.",
    "6, evil.example, https://evil.example/",
    "6, evil.example, https://evil.example./",
    "6, .evil.example, https://www.evil.example.:443/x",
  })
  void noTrailingDotGetsPastANameConstraint(int tag, String constraint, String name)
      throws Exception {
    for (String kind : List.of("SM2", "RSA-2048")) {
      Party root = party("root", kind);
      Party sub = party("sub", kind);
      X509Certificate end = leaf(sub, party("end", kind), named(tag, name));
      assertEquals(
          List.of("name-not-permitted"),
          reasons(Purpose.SIGNER, end, ca(root, root), ca(root, sub, excluded(tag, constraint))));
    }
  }

  @Test
  void mailAddressInTheSubjectIsAnAddressToo() throws Exception {
    Party root = party("root", "P-256");
    Party sub = party("sub", "P-256");
    Party end = new Party("C=CN,O=Test,CN=end,E=a@evil.example", party("x", "P-256").key());
    assertEquals(
        List.of("name-not-permitted"),
        reasons(
            Purpose.SIGNER,
            leaf(sub, end),
            ca(root, root),
            ca(root, sub, excluded(GeneralName.rfc822Name, "evil.example"))));
  }
}
