// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.penseal.trust.BindingCodec;
import org.penseal.trust.EventRequest;
import org.penseal.trust.ProjectOids;

/** Issues event certificates: ten minutes, one key, one evidence binding. */
final class EventIssuer {
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  /** RFC 9608, section 2: no revocation information is available for this certificate. */
  private static final ASN1ObjectIdentifier NO_REV_AVAIL = new ASN1ObjectIdentifier("2.5.29.56");

  private final DemoAuthorityKey authority;
  private final Clock clock;
  private final SecureRandom random;

  EventIssuer(DemoAuthorityKey authority, Clock clock, SecureRandom random) {
    this.authority = authority;
    this.clock = clock;
    this.random = random;
  }

  /** Issues for the request's key, or for another one when a fault is asked for. */
  X509Certificate issue(EventRequest request, boolean otherKey)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    PublicKey key = otherKey ? DemoAuthorityKey.pair(random).getPublic() : request.key();
    X509Certificate ca = authority.chain().getFirst();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()),
            DemoAuthorityKey.serial(random),
            Date.from(now),
            Date.from(now.plus(VALIDITY)),
            new X500NameBuilder().addRDN(BCStyle.CN, request.commonName()).build(),
            key);
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(ca));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    builder.addExtension(Extension.extendedKeyUsage, false, EventRequest.purposes());
    builder.addExtension(Extension.certificatePolicies, false, policies());
    builder.addExtension(NO_REV_AVAIL, false, (ASN1Encodable) DERNull.INSTANCE);
    builder.addExtension(
        new ASN1ObjectIdentifier(ProjectOids.EVIDENCE_BINDING),
        false,
        BindingCodec.encode(request.binding()).bytes());
    return DemoAuthorityKey.signed(builder, authority.key(), random);
  }

  X509Certificate authority() {
    return authority.chain().getFirst();
  }

  private static CertificatePolicies policies() {
    return new CertificatePolicies(
        new PolicyInformation[] {
          new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_ONE_TIME)),
          new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_DEMO))
        });
  }
}
