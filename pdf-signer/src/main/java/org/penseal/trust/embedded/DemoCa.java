// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.EventRequest;
import org.penseal.trust.RequestCheck;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.cmp.MessageProtection;

/** The demo CA's half of the CMP dialogue: p10cr gives cp, certConf gives pkiConf. */
final class DemoCa {
  /** RFC 9483, section 4.1.4: the request identifier of a PKCS #10 request. */
  private static final long P10_REQUEST_ID = -1;

  private final EventIssuer issuer;
  private final CmpProtection protection;
  private final RequestCheck check;
  private final Clock clock;

  DemoCa(EventIssuer issuer, CmpProtection protection, RequestCheck check, Clock clock) {
    this.issuer = issuer;
    this.protection = protection;
    this.check = check;
    this.clock = clock;
  }

  byte[] answer(byte[] body, Fault fault) throws IOException {
    PKIMessage request;
    try {
      request = PKIMessage.getInstance(body);
    } catch (IllegalArgumentException e) {
      throw new IOException("no CMP message", e);
    }
    if (request == null) {
      throw new IOException("no CMP message");
    }
    PKIBody reply;
    X509CertificateHolder[] extra = {};
    if (!protection.verifies(request, clock.instant())) {
      reply = error("wrong-mac");
    } else if (fault == Fault.REFUSE) {
      reply = error("refused-on-demand");
    } else if (request.getBody().getType() == PKIBody.TYPE_P10_CERT_REQ) {
      reply = issue(request, fault);
      extra = new X509CertificateHolder[] {holder(issuer.authority())};
    } else if (request.getBody().getType() == PKIBody.TYPE_CERT_CONFIRM) {
      reply = new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent());
    } else {
      reply = error("unsupported-request");
    }
    return protection
        .protect(reply, link(request), clock.instant(), extra)
        .getEncoded(ASN1Encoding.DER);
  }

  private PKIBody issue(PKIMessage request, Fault fault) throws IOException {
    try {
      byte[] csr = request.getBody().getContent().toASN1Primitive().getEncoded(ASN1Encoding.DER);
      EventRequest event = EventRequest.parse(Octets.of(csr));
      Optional<String> refusal = check.refusal(event);
      if (refusal.isPresent()) {
        return error(refusal.get());
      }
      X509Certificate certificate = issuer.issue(event, fault == Fault.OTHER_KEY);
      CertResponse response =
          new CertResponse(
              new ASN1Integer(P10_REQUEST_ID),
              new PKIStatusInfo(PKIStatus.granted),
              new CertifiedKeyPair(
                  new CertOrEncCert(
                      new CMPCertificate(Certificate.getInstance(certificate.getEncoded())))),
              null);
      return new PKIBody(
          PKIBody.TYPE_CERT_REP, new CertRepMessage(null, new CertResponse[] {response}));
    } catch (CredentialException.BadCertificate e) {
      return error("bad-request");
    } catch (SigningException | GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot issue", e);
    }
  }

  private MessageProtection.Link link(PKIMessage request) {
    return new MessageProtection.Link(
        octets(request.getHeader().getTransactionID()),
        protection.nonce(),
        octets(request.getHeader().getSenderNonce()));
  }

  private static Octets octets(@org.jspecify.annotations.Nullable ASN1OctetString value) {
    return Octets.of(value == null ? new byte[0] : value.getOctets());
  }

  private static PKIBody error(String reason) {
    return new PKIBody(
        PKIBody.TYPE_ERROR,
        new ErrorMsgContent(new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText(reason))));
  }

  private static X509CertificateHolder holder(X509Certificate certificate) throws IOException {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate cannot be encoded", e);
    }
  }
}
