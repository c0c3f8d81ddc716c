// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.refusal.SigningException;

/**
 * What a demo authority says of its certificates: OCSP answers (RFC 6960) and a complete revocation
 * list (RFC 5280), signed by itself or by a responder that it appointed. Every certificate is good
 * until it is revoked. May be shared between threads.
 */
final class DemoResponder {
  private static final Duration VALIDITY = Duration.ofDays(1);
  private static final Duration LAST_WEEK = Duration.ofDays(7);

  private final DemoAuthorityKey authority;
  private final DemoAuthorityKey responder;
  private final Clock clock;
  private final SecureRandom random;
  private final String algorithm;
  private final Map<BigInteger, Revocation> revoked = new ConcurrentHashMap<>();

  private record Revocation(Instant at, int reason) {}

  /**
   * A responder.
   *
   * @param responder signs OCSP answers: the authority itself, or who has its chain
   */
  DemoResponder(
      DemoAuthorityKey authority, DemoAuthorityKey responder, Clock clock, SecureRandom random)
      throws SigningException {
    this.authority = authority;
    this.responder = responder;
    this.clock = clock;
    this.random = random;
    this.algorithm = authority.signature();
  }

  X509Certificate authority() {
    return authority.chain().getFirst();
  }

  void revoke(BigInteger serial, Instant at, int reason) {
    revoked.put(serial, new Revocation(at.truncatedTo(ChronoUnit.SECONDS), reason));
  }

  private Instant thisUpdate(RevocationFault fault) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return fault == RevocationFault.EXPIRED ? now.minus(LAST_WEEK) : now;
  }

  private ContentSigner signer(DemoAuthorityKey own, RevocationFault fault)
      throws GeneralSecurityException, OperatorCreationException {
    PrivateKey key =
        fault == RevocationFault.OTHER_SIGNER
            ? DemoAuthorityKey.pairLike(own.chain().getFirst().getPublicKey(), random).getPrivate()
            : own.key();
    return new JcaContentSignerBuilder(algorithm).setProvider("BC").build(key);
  }

  /** Answers an OCSP request. */
  byte[] ocsp(byte[] request, RevocationFault fault) throws IOException {
    try {
      if (fault == RevocationFault.REFUSE) {
        return new OCSPRespBuilder().build(OCSPResp.TRY_LATER, null).getEncoded();
      }
      return answer(new OCSPReq(request), fault).getEncoded();
    } catch (OCSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot answer", e);
    }
  }

  private OCSPResp answer(OCSPReq asked, RevocationFault fault)
      throws OCSPException, GeneralSecurityException, OperatorCreationException, IOException {
    X509CertificateHolder own = new JcaX509CertificateHolder(responder.chain().getFirst());
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(own.getSubject()));
    Instant from = thisUpdate(fault);
    for (Req each : asked.getRequestList()) {
      CertificateID id = each.getCertID();
      if (fault == RevocationFault.OTHER_CERTIFICATE) {
        id = new CertificateID(other(id.toASN1Primitive()));
      }
      builder.addResponse(
          id, status(id.getSerialNumber(), fault), Date.from(from), Date.from(from.plus(VALIDITY)));
    }
    Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (nonce != null) {
      builder.setResponseExtensions(
          new Extensions(fault == RevocationFault.OTHER_NONCE ? nonce(nonce) : nonce));
    }
    X509CertificateHolder[] sent = {own};
    return new OCSPRespBuilder()
        .build(OCSPResp.SUCCESSFUL, builder.build(signer(responder, fault), sent, Date.from(from)));
  }

  private static CertID other(CertID asked) {
    return new CertID(
        asked.getHashAlgorithm(),
        asked.getIssuerNameHash(),
        asked.getIssuerKeyHash(),
        new ASN1Integer(asked.getSerialNumber().getValue().flipBit(0)));
  }

  private static Extension nonce(Extension sent) throws IOException {
    byte[] other = new byte[16];
    return new Extension(sent.getExtnId(), false, new DEROctetString(other).getEncoded());
  }

  private CertificateStatus status(BigInteger serial, RevocationFault fault) {
    if (fault == RevocationFault.UNKNOWN) {
      return new UnknownStatus();
    }
    Revocation found = revoked.get(serial);
    return found == null
        ? CertificateStatus.GOOD
        : new RevokedStatus(Date.from(found.at), found.reason);
  }

  /** Makes a revocation list. */
  byte[] crl(RevocationFault fault) throws IOException {
    if (fault == RevocationFault.REFUSE) {
      throw new IOException("refused on demand");
    }
    try {
      Instant from = thisUpdate(fault);
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(
              X500Name.getInstance(authority().getSubjectX500Principal().getEncoded()),
              Date.from(from));
      builder.setNextUpdate(Date.from(from.plus(VALIDITY)));
      revoked.forEach(
          (serial, found) -> builder.addCRLEntry(serial, Date.from(found.at), found.reason));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority()));
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(from.getEpochSecond())));
      return builder.build(signer(authority, fault)).getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot make a list", e);
    }
  }
}
