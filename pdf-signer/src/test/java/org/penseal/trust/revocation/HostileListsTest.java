// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.signature.Octets;
import org.penseal.trust.TestChain;
import org.penseal.trust.TestChain.Party;

/** Lists that do not mention a certificate and all the same do not say that it is good. */
class HostileListsTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String HERE = "http://ca.example/1.crl";
  private static final String THERE = "http://ca.example/2.crl";

  private static final Party ISSUER = party("ca");
  private static final Party LEAF = party("leaf");

  private static Party party(String name) {
    try {
      return TestChain.party(name, "P-256");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with a list. */
  private interface Fault {
    void of(X509v2CRLBuilder list) throws Exception;
  }

  private static Octets list(Party signer, Instant from, Fault fault) throws Exception {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(ISSUER.name()), Date.from(from));
    builder.setNextUpdate(Date.from(from.plus(Duration.ofDays(1))));
    fault.of(builder);
    return Octets.of(
        builder
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider("BC")
                    .build(signer.key().getPrivate()))
            .getEncoded());
  }

  private static Status status(Subject subject, Octets... lists) {
    ValidationData data = new ValidationData(List.of(), List.of(), List.of(lists));
    return RevocationCheck.of(subject, ProvenData.unprotected(data, NOW), NOW, NOW);
  }

  private static GeneralName name(String uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
  }

  private static DistributionPointName at(GeneralName... names) {
    return new DistributionPointName(new GeneralNames(names));
  }

  private static Fault point(DistributionPointName place) {
    return list ->
        list.addExtension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(place, false, false, null, false, false));
  }

  private static Subject subject(TestChain.Extra... extras) throws Exception {
    return new Subject(TestChain.leaf(ISSUER, LEAF, extras), TestChain.ca(ISSUER, ISSUER));
  }

  private static TestChain.Extra points(DistributionPoint... points) {
    return builder ->
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points));
  }

  private static TestChain.Extra points(String uri) {
    return points(new DistributionPoint(at(name(uri)), null, null));
  }

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put(
        "crl-is-delta",
        list -> list.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1)));
    faults.put(
        "crl-is-indirect",
        list ->
            list.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, false, null, true, false)));
    faults.put(
        "crl-of-some-reasons",
        list ->
            list.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(
                    null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false)));
    faults.put("crl-of-another-distribution-point", point(at(name(THERE))));
    faults.put(
        "crl-critical-extension-unknown",
        list -> list.addExtension(new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE));
    return faults;
  }

  static Stream<String> codes() {
    return faults().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void listsWithALimitSayNothing(String code) throws Exception {
    Octets list = list(ISSUER, NOW, Objects.requireNonNull(faults().get(code)));
    assertEquals(new Status.Unknown(List.of(code)), status(subject(points(HERE)), list));
  }

  @Test
  void timesOutsideSayNothing() throws Exception {
    Subject subject = subject();
    assertEquals(
        new Status.Unknown(List.of("revocation-data-out-of-date")),
        status(subject, list(ISSUER, NOW.minus(Duration.ofDays(2)), list -> {})));
    assertEquals(
        new Status.Unknown(List.of("revocation-data-of-later")),
        status(subject, list(ISSUER, NOW.plus(Duration.ofHours(1)), list -> {})));
  }

  @Test
  void keysThatMayNotSayNothing() throws Exception {
    // Another authority of the same name, which may be this one's key of before.
    Subject subject = subject();
    assertEquals(
        new Status.Unknown(List.of("crl-signature-mismatch")),
        status(subject, list(LEAF, NOW, list -> {})));
    X509Certificate noLists = TestChain.leaf(KeyUsage.keyCertSign, ISSUER, ISSUER);
    assertEquals(
        new Status.Unknown(List.of("crl-issuer-may-not-sign")),
        status(new Subject(subject.certificate(), noLists), list(ISSUER, NOW, list -> {})));
  }

  @Test
  void listOfOnePointTellsOfTheCertificatesThatNameItAlone() throws Exception {
    Octets here = list(ISSUER, NOW, point(at(name(HERE))));
    assertEquals(new Status.Good(), status(subject(points(HERE)), here));
    Status another = new Status.Unknown(List.of("crl-of-another-distribution-point"));
    assertEquals(another, status(subject(), here), "a certificate that names none");
    assertEquals(another, status(subject(points("ldap://ca.example/cn=1")), here));
    DistributionPoint some =
        new DistributionPoint(at(name(HERE)), new ReasonFlags(ReasonFlags.keyCompromise), null);
    assertEquals(another, status(subject(points(some)), here), "for some reasons only");
    // One of several names is enough, whatever kind it has.
    GeneralName directory = new GeneralName(new X500Name("C=CN,O=Test,CN=ca,CN=1"));
    Octets several = list(ISSUER, NOW, point(at(name("ldap://ca.example/cn=1"), directory)));
    assertEquals(new Status.Good(), status(subject(points("ldap://ca.example/cn=1")), several));
    Octets relative =
        list(
            ISSUER,
            NOW,
            point(
                new DistributionPointName(
                    DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER,
                    new X500Name("CN=1").getRDNs()[0].toASN1Primitive())));
    DistributionPoint named = new DistributionPoint(at(directory), null, null);
    assertEquals(new Status.Good(), status(subject(points(named)), relative));
    assertEquals(another, status(subject(points(HERE)), relative));
    // The issuer's own name is the point of certificates that name none.
    GeneralName issuer = new GeneralName(new X500Name(ISSUER.name()));
    assertEquals(new Status.Good(), status(subject(), list(ISSUER, NOW, point(at(issuer)))));
  }

  @Test
  void ofListsThatDisagreeTheOneThatRevokesCounts() throws Exception {
    Subject subject = subject();
    BigInteger serial = subject.certificate().getSerialNumber();
    Instant before = NOW.minus(Duration.ofHours(2));
    Octets revoked = list(ISSUER, before, list -> list.addCRLEntry(serial, Date.from(before), 1));
    Octets newer = list(ISSUER, NOW, list -> {});
    for (Octets[] order : new Octets[][] {{revoked, newer}, {newer, revoked}}) {
      assertInstanceOf(Status.Revoked.class, status(subject, order));
    }
    // A hold may end, but not by an older list; what a delta alone may say makes nothing good.
    Octets hold = list(ISSUER, NOW, list -> list.addCRLEntry(serial, Date.from(before), 6));
    Octets older = list(ISSUER, before, list -> {});
    assertInstanceOf(Status.Revoked.class, status(subject, older, hold));
    Octets removed = list(ISSUER, NOW, list -> list.addCRLEntry(serial, Date.from(before), 8));
    assertEquals(new Status.Unknown(List.of("crl-entry-not-supported")), status(subject, removed));
  }
}
