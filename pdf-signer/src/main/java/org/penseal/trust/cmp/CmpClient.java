// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.CertConfirmContent;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertStatus;
import org.bouncycastle.asn1.cmp.GenMsgContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.CaRefused.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.EventProfile;
import org.penseal.trust.EventRequest;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsTrust;

/**
 * A client of a certification authority: CMP over HTTP (RFC 4210, RFC 6712) with a PKCS #10 request
 * (p10cr), protected by a shared secret or by signatures, with polling and the confirmation.
 *
 * <p>The certificate is confirmed only if every field of it is the one that was asked for ({@link
 * EventProfile}) and its chain ends in a trusted root, otherwise rejected. May be shared between
 * threads.
 */
public final class CmpClient {
  private static final String CONTENT_TYPE = "application/pkixcmp";

  private final URI uri;
  private final MessageProtection protection;
  private final HttpExchange http;
  private final Hashing hashing;
  private final Clock clock;

  /**
   * A client.
   *
   * @param uri the authority's CMP address
   * @param protection of the messages
   * @param timeout for each exchange
   */
  public CmpClient(
      URI uri, MessageProtection protection, Duration timeout, Hashing hashing, Clock clock) {
    this(uri, protection, timeout, TlsTrust.system(), hashing, clock);
  }

  /**
   * A client with its own trust in servers.
   *
   * @param uri http, https, sm+https or tlcp+https
   * @param trust which servers are trusted
   */
  public CmpClient(
      URI uri,
      MessageProtection protection,
      Duration timeout,
      TlsTrust trust,
      Hashing hashing,
      Clock clock) {
    this.uri = uri;
    this.protection = protection;
    this.http = new HttpExchange(timeout, trust);
    this.hashing = hashing;
    this.clock = clock;
  }

  /**
   * Asks whether anything answers at the authority's address, so that no key is made in vain.
   *
   * @throws ServiceException.CaUnreachable if there was no answer in time
   */
  public void probe() throws SigningException {
    try {
      http.post(uri, CONTENT_TYPE, new byte[0]);
    } catch (IOException e) {
      throw new ServiceException.CaUnreachable(uri, e);
    }
  }

  /**
   * Asks for the authority's own certificates (RFC 9483, section 4.3.1): a question that issues
   * nothing, under the protection that a request would have.
   *
   * @return empty if it answered under that protection; otherwise why not: many authorities do not
   *     answer this question, whatever the protection
   * @throws ServiceException.CaUnreachable if there was no answer in time
   * @throws ServiceException.CaProtectionRefused if the authority has another secret
   */
  public Optional<String> ask() throws SigningException {
    PKIBody question =
        new PKIBody(
            PKIBody.TYPE_GEN_MSG,
            new GenMsgContent(new InfoTypeAndValue(CMPObjectIdentifiers.id_it_caCerts)));
    try {
      PKIMessage answer = new CmpDialogue(uri, protection, http, clock).exchange(question);
      return answer.getBody().getType() == PKIBody.TYPE_GEN_REP
          ? Optional.empty()
          : Optional.of(refused(Why.BAD_ANSWER, null).reason());
    } catch (ServiceException.CaRefused e) {
      return Optional.of(e.reason());
    }
  }

  /**
   * Has a certificate issued.
   *
   * @param request PKCS #10 in DER, from {@link EventRequest#assemble}
   * @param roots in one of which the certificate's chain must end
   * @return the certificate first, then the issuers the authority sent along, in order
   * @throws ServiceException.CaUnreachable if there was no answer in time
   * @throws ServiceException.CaRefused with reason rejected (and the authority's text), bad-answer,
   *     wrong-mac, other-transaction, http-NNN or waiting
   * @throws ServiceException.CaProtectionRefused if the authority has another secret
   * @throws ServiceException.CaWrongKey if the certificate is for another key
   * @throws ServiceException.CaWrongCertificate if anything else of it is not what was asked for
   */
  public List<X509Certificate> enroll(Octets request, TrustStore roots) throws SigningException {
    EventRequest asked = EventRequest.parse(request);
    CertificationRequest csr = CertificationRequest.getInstance(request.bytes());
    SubjectPublicKeyInfo wanted = csr.getCertificationRequestInfo().getSubjectPublicKeyInfo();
    CmpDialogue dialogue = new CmpDialogue(uri, protection, http, clock);
    PKIMessage answer = dialogue.exchange(new PKIBody(PKIBody.TYPE_P10_CERT_REQ, csr));
    CertResponse response = response(answer);
    if (response.getStatus().getStatus().intValue() == PKIStatus.WAITING) {
      answer = dialogue.poll(response.getCertReqId().getValue());
      response = response(answer);
    }
    requireGranted(response);
    X509Certificate certificate = certificate(response);
    List<X509Certificate> chain = chain(certificate, answer);
    Optional<ServiceException> refusal = refusal(chain, wanted, asked, roots);
    if (refusal.isPresent()) {
      try {
        String why = Objects.toString(refusal.get().getMessage(), "");
        confirm(certificate, response, Optional.of(why), dialogue);
      } catch (SigningException e) {
        // It was told as well as it could be; why it was refused is what counts.
        refusal.get().addSuppressed(e);
      }
      throw refusal.get();
    }
    confirm(certificate, response, Optional.empty(), dialogue);
    return chain;
  }

  private Optional<ServiceException> refusal(
      List<X509Certificate> chain,
      SubjectPublicKeyInfo wanted,
      EventRequest asked,
      TrustStore roots) {
    X509Certificate certificate = chain.getFirst();
    if (!CertificateFacts.readable(certificate)) {
      return Optional.of(refused(Why.BAD_ANSWER, null));
    }
    if (!wanted.equals(SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()))) {
      return Optional.of(new ServiceException.CaWrongKey(uri, null));
    }
    List<String> reasons = EventProfile.refusal(chain, asked, roots, clock.instant());
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceException.CaWrongCertificate(uri, reasons));
  }

  // The reason for a refusal goes with it (RFC 4210, section 5.3.18).
  private void confirm(
      X509Certificate certificate,
      CertResponse response,
      Optional<String> refusal,
      CmpDialogue dialogue)
      throws SigningException {
    // RFC 4210, section 5.3.18: the hash algorithm is that of the certificate's signature.
    Octets hash = Octets.of(hash(certificate));
    BigInteger id = response.getCertReqId().getValue();
    CertStatus status =
        new CertStatus(
            hash.bytes(),
            id,
            refusal
                .map(why -> new PKIStatusInfo(PKIStatus.rejection, new PKIFreeText(why)))
                .orElseGet(() -> new PKIStatusInfo(PKIStatus.granted)));
    PKIBody body =
        new PKIBody(
            PKIBody.TYPE_CERT_CONFIRM, CertConfirmContent.getInstance(new DERSequence(status)));
    PKIMessage end = dialogue.exchange(body);
    if (end.getBody().getType() != PKIBody.TYPE_CONFIRM) {
      throw refused(Why.BAD_ANSWER, null);
    }
  }

  private byte[] hash(X509Certificate certificate) throws SigningException {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    String digest =
        certificate.getSigAlgOID().equals(Suite.SM2_SM3.signatureOid())
            ? "SM3"
            : name.startsWith("SHA384")
                ? "SHA-384"
                : name.startsWith("SHA512") ? "SHA-512" : "SHA-256";
    try {
      return hashing.start(digest).digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw refused(Why.BAD_ANSWER, e);
    }
  }

  private CertResponse response(PKIMessage answer) throws SigningException {
    if (answer.getBody().getType() != PKIBody.TYPE_CERT_REP) {
      throw refused(Why.BAD_ANSWER, null);
    }
    try {
      CertResponse[] responses =
          CertRepMessage.getInstance(answer.getBody().getContent()).getResponse();
      if (responses.length == 1) {
        return responses[0];
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      throw refused(Why.BAD_ANSWER, e);
    }
    throw refused(Why.BAD_ANSWER, null);
  }

  // PKIStatus accepted and grantedWithMods, RFC 4210 section 5.2.3
  private void requireGranted(CertResponse response) throws SigningException {
    PKIStatusInfo status = response.getStatus();
    int value = status.getStatus().intValue();
    if (value == PKIStatus.WAITING) {
      throw refused(Why.WAITING, null);
    }
    if (value != PKIStatus.GRANTED && value != PKIStatus.GRANTED_WITH_MODS) {
      throw new ServiceException.CaRefused(uri, Why.REJECTED, CmpDialogue.text(status), null);
    }
  }

  private X509Certificate certificate(CertResponse response) throws SigningException {
    if (response.getCertifiedKeyPair() == null) {
      throw refused(Why.BAD_ANSWER, null);
    }
    CMPCertificate certificate = response.getCertifiedKeyPair().getCertOrEncCert().getCertificate();
    return read(certificate).orElseThrow(() -> refused(Why.BAD_ANSWER, null));
  }

  private static Optional<X509Certificate> read(CMPCertificate certificate) {
    if (certificate == null || !certificate.isX509v3PKCert()) {
      return Optional.empty();
    }
    try {
      byte[] der = certificate.getX509v3PKCert().getEncoded(ASN1Encoding.DER);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static List<X509Certificate> chain(X509Certificate leaf, PKIMessage answer) {
    List<X509Certificate> pool = new ArrayList<>();
    for (CMPCertificate each : nonNull(answer.getExtraCerts())) {
      read(each).ifPresent(pool::add);
    }
    CertRepMessage body = CertRepMessage.getInstance(answer.getBody().getContent());
    for (CMPCertificate each : nonNull(body.getCaPubs())) {
      read(each).ifPresent(pool::add);
    }
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    for (int i = 0; i < pool.size(); i++) {
      X509Certificate last = chain.getLast();
      pool.stream()
          .filter(c -> c.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
          .filter(c -> !chain.contains(c) && verifies(last, c.getPublicKey()))
          .findFirst()
          .ifPresent(chain::add);
    }
    return List.copyOf(chain);
  }

  private static boolean verifies(X509Certificate certificate, PublicKey issuer) {
    try {
      certificate.verify(issuer, "BC");
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static CMPCertificate[] nonNull(
      CMPCertificate @org.jspecify.annotations.Nullable [] some) {
    return some == null ? new CMPCertificate[0] : some;
  }

  private ServiceException.CaRefused refused(
      Why why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ServiceException.CaRefused(uri, why, cause);
  }
}
