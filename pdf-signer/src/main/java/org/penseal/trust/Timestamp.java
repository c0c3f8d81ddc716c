// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.SignerCertificate;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/** An RFC 3161 time-stamp token. */
public final class Timestamp {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  private final TimeStampToken token;
  private final Octets der;
  private final List<X509Certificate> certificates;
  private final @Nullable X509Certificate tsa;

  private Timestamp(TimeStampToken token, Octets der, List<X509Certificate> certificates) {
    this.token = token;
    this.der = der;
    this.certificates = List.copyOf(certificates);
    this.tsa =
        SignerCertificate.among(certificates, signer().toASN1Structure(), this::verifies)
            .orElse(null);
  }

  /**
   * Reads a token.
   *
   * @param der TimeStampToken
   * @throws CmsException.WrongCms if it is none
   */
  public static Timestamp parse(Octets der) throws SigningException {
    try {
      CMSSignedData message = new CMSSignedData(der.bytes());
      // BouncyCastle takes any content type for signed data.
      if (!CMSObjectIdentifiers.signedData.equals(message.toASN1Structure().getContentType())) {
        throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_NOT_PARSABLE, null);
      }
      TimeStampToken token = new TimeStampToken(message);
      List<X509Certificate> certificates = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      Collection<X509CertificateHolder> holders = token.getCertificates().getMatches(null);
      for (X509CertificateHolder holder : holders) {
        certificates.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
      }
      return new Timestamp(token, der, certificates);
    } catch (IOException
        | CMSException
        | TSPException
        | GeneralSecurityException
        | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions of many kinds for bad bytes.
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_NOT_PARSABLE, e);
    }
  }

  /**
   * Reads a whole answer of an authority (RFC 3161, section 2.4.2), as a file holds it.
   *
   * @param response TimeStampResp
   * @throws CmsException.WrongCms if it is none, or one without a token
   */
  public static Timestamp ofResponse(Octets response) throws SigningException {
    TimeStampToken token;
    byte[] encoded;
    try {
      token = new TimeStampResponse(response.bytes()).getTimeStampToken();
      if (token == null) {
        throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_REFUSED, null);
      }
      encoded = token.getEncoded();
    } catch (IOException | TSPException | RuntimeException e) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_NOT_PARSABLE, e);
    }
    return parse(Octets.of(encoded));
  }

  /** The token, DER. */
  public Octets der() {
    return der;
  }

  /** The time it proves. */
  public Instant time() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /** Reason code: its time may be off by more than {@link #WIDEST_ACCURACY}. */
  public static final String TOO_WIDE = "timestamp-accuracy-too-wide";

  private static final Duration WIDEST_ACCURACY = Duration.ofMinutes(1);

  /** Whether its time may be off by more than a minute, and so proves nothing. */
  public boolean isTooWide() {
    return accuracy().compareTo(WIDEST_ACCURACY) > 0;
  }

  /** How far off its time may be, either way; zero if the token does not say (RFC 3161, 2.4.2). */
  public Duration accuracy() {
    Accuracy said = token.getTimeStampInfo().toASN1Structure().getAccuracy();
    if (said == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(number(said.getSeconds()))
        .plusMillis(number(said.getMillis()))
        .plus(number(said.getMicros()), ChronoUnit.MICROS);
  }

  private static long number(@Nullable ASN1Integer value) {
    BigInteger found = value == null ? BigInteger.ZERO : value.getValue();
    // A Duration holds no more, and no accuracy is meant to.
    return found.signum() < 0 || found.bitLength() > 31
        ? Integer.MAX_VALUE
        : found.longValueExact();
  }

  /** The latest time at which it can have been made: its time and its accuracy. */
  public Instant latest() {
    return time().plus(accuracy());
  }

  /** Dotted OID of the imprint's digest algorithm. */
  public String imprintOid() {
    return token.getTimeStampInfo().getMessageImprintAlgOID().getId();
  }

  /** The imprint. */
  public Octets imprint() {
    return Octets.of(token.getTimeStampInfo().getMessageImprintDigest());
  }

  /** Dotted OID of the authority's policy. */
  public String policy() {
    return token.getTimeStampInfo().getPolicy().getId();
  }

  /** The number that the authority gave it. */
  public BigInteger serialNumber() {
    return token.getTimeStampInfo().getSerialNumber();
  }

  /** The nonce, or null. */
  public @Nullable BigInteger nonce() {
    return token.getTimeStampInfo().getNonce();
  }

  /** The TSA's certificate if the token carries it, or null. */
  public @Nullable X509Certificate tsa() {
    return tsa;
  }

  /** Common name of the TSA's certificate; empty if the token does not carry it. */
  public String name() {
    return tsa == null ? "" : CertificateFacts.commonName(tsa);
  }

  /** Every certificate in the token. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  // GM/T 0006-2012 (SM3), RFC 5754 (SHA-2); JCA names
  private static final Map<String, String> DIGESTS =
      Map.of(
          "1.2.156.10197.1.401", "SM3",
          "2.16.840.1.101.3.4.2.1", "SHA-256",
          "2.16.840.1.101.3.4.2.2", "SHA-384",
          "2.16.840.1.101.3.4.2.3", "SHA-512");

  /** The JCA name of the imprint's digest algorithm; empty if it is not supported. */
  public String imprintDigest() {
    return DIGESTS.getOrDefault(imprintOid(), "");
  }

  /** The dotted OID of a digest that imprints may have. */
  static String digestOid(String digest) {
    return DIGESTS.entrySet().stream()
        .filter(each -> each.getValue().equals(digest))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("digest " + digest));
  }

  /**
   * Checks imprint and signature; trust is the matter of {@link ChainCheck}.
   *
   * @param data the bytes that were stamped
   * @return reason codes, as {@link #checkDigest}
   */
  public List<String> check(Octets data, Hashing hashing) {
    if (imprintDigest().isEmpty()) {
      return List.of("timestamp-digest-unsupported");
    }
    return checkDigest(Octets.of(hashing.start(imprintDigest()).digest(data.bytes())));
  }

  /**
   * Checks imprint and signature against a digest of the algorithm {@link #imprintDigest}.
   *
   * @return reason codes, empty if all is well: timestamp-digest-unsupported,
   *     timestamp-imprint-mismatch, timestamp-no-certificate, timestamp-usage-missing,
   *     timestamp-signature-weak, timestamp-signature-mismatch
   */
  public List<String> checkDigest(Octets digest) {
    List<String> reasons = new ArrayList<>();
    if (!digest.equals(imprint())) {
      reasons.add("timestamp-imprint-mismatch");
    }
    if (tsa == null) {
      reasons.add("timestamp-no-certificate");
    } else if (!CertificateFacts.extendedKeyUsages(tsa).contains(TIME_STAMPING)) {
      reasons.add("timestamp-usage-missing");
    } else if (!strong()) {
      reasons.add("timestamp-signature-weak");
    } else if (!verifies(tsa)) {
      reasons.add("timestamp-signature-mismatch");
    }
    return reasons;
  }

  private SignerInformation signer() {
    return token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
  }

  private boolean strong() {
    SignerInformation signer = signer();
    AlgorithmIdentifier signature = signer.toASN1Structure().getDigestEncryptionAlgorithm();
    return DIGESTS.containsKey(signer.getDigestAlgOID()) && !WeakSignature.inSignerInfo(signature);
  }

  // Includes the certificate's identifier, extended key usage and validity at the token's time.
  private boolean verifies(X509Certificate certificate) {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate));
      return true;
    } catch (TSPException | OperatorCreationException | RuntimeException e) {
      // BouncyCastle gives unchecked ones for algorithms that it does not know and missing parts.
      return false;
    }
  }
}
