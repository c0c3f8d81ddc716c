// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tsa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.penseal.cms.SigningUsage;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * Makes answers to time-stamp requests (RFC 3161, section 2.4). It has no clock and counts nothing:
 * time and serial number are given. May be shared between threads; keys may not.
 */
public final class StampAuthority {
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final Set<String> IMPRINTS =
      Set.of(
          TSPAlgorithms.SM3.getId(),
          TSPAlgorithms.SHA256.getId(),
          TSPAlgorithms.SHA384.getId(),
          TSPAlgorithms.SHA512.getId());

  // The generator copies them into what is signed: the bytes would be the caller's.
  private static final Set<String> NO_EXTENSIONS = Set.of();

  private final DigestCalculatorProvider digests;
  private final String policy;
  private final int accuracyMillis;

  /**
   * An authority.
   *
   * @param policy dotted, under which it stamps
   * @param accuracyMillis how far its time may be off, 1 to 999 or whole seconds
   */
  public StampAuthority(String policy, int accuracyMillis) {
    this.policy = policy;
    this.accuracyMillis = accuracyMillis;
    try {
      this.digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the provider is registered", e);
    }
  }

  /** The time and number of one token. */
  public record Mark(Instant time, BigInteger serialNumber) {}

  /**
   * An answer.
   *
   * @param der TimeStampResp
   * @param granted whether it has a token
   */
  public record Answer(Octets der, boolean granted) {}

  /** A request that was read. */
  public static final class Request {
    private final TimeStampRequest read;

    private Request(TimeStampRequest read) {
      this.read = read;
    }

    /** The digest that is to be stamped. */
    public Octets imprint() {
      return Octets.of(read.getMessageImprintDigest());
    }

    /** Dotted OID of its algorithm. */
    public String imprintOid() {
      return read.getMessageImprintAlgOID().getId();
    }
  }

  /**
   * Reads a request.
   *
   * @throws CmsException.Malformed if it is none
   */
  public static Request read(byte[] der) throws SigningException {
    try {
      return new Request(new TimeStampRequest(der));
    } catch (IOException | RuntimeException e) {
      throw new CmsException.Malformed("timestamp", e);
    }
  }

  /**
   * Checks that a certificate may stamp: the critical extended key usage of RFC 3161, section 2.3,
   * with time-stamping alone.
   *
   * @throws CredentialException.NotForSigning if not
   */
  public static void require(X509Certificate certificate) throws SigningException {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    boolean alone;
    try {
      alone = java.util.List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage());
    } catch (java.security.cert.CertificateParsingException e) {
      throw new CredentialException.NotForSigning();
    }
    boolean marked = critical != null && critical.contains("2.5.29.37");
    if (!alone || !marked || !SigningUsage.allows(certificate, Set.of(TIME_STAMPING))) {
      throw new CredentialException.NotForSigning();
    }
  }

  /**
   * Answers: a token, or a rejection that says what the request has that is not offered; every
   * extension is such (RFC 3161, section 2.4.2, unacceptedExtension).
   *
   * @throws CredentialException.KeyRefused if the key does not sign
   */
  public Answer answer(Request request, SigningKey key, Mark mark) throws SigningException {
    try {
      TimeStampResponse response =
          new TimeStampResponseGenerator(tokens(key), IMPRINTS, Set.of(policy), NO_EXTENSIONS)
              .generate(request.read, mark.serialNumber(), Date.from(mark.time()));
      return new Answer(Octets.of(response.getEncoded()), response.getTimeStampToken() != null);
    } catch (RuntimeOperatorException e) {
      if (e.getCause() instanceof SigningException refused) {
        throw refused;
      }
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    } catch (TSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  /** A rejection: the time is not available (RFC 3161, section 2.4.2). */
  public Answer timeNotAvailable(SigningKey key) throws SigningException {
    try {
      byte[] der =
          new TimeStampResponseGenerator(tokens(key), IMPRINTS)
              .generateFailResponse(
                  PKIStatus.REJECTION, PKIFailureInfo.timeNotAvailable, "time not available")
              .getEncoded();
      return new Answer(Octets.of(der), false);
    } catch (TSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  private TimeStampTokenGenerator tokens(SigningKey key)
      throws SigningException,
          TSPException,
          OperatorCreationException,
          CertificateEncodingException {
    Suite suite = key.suite();
    X509Certificate own = key.chain().getFirst();
    DigestCalculator digest =
        digests.get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid())));
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new SignerInfoGeneratorBuilder(digests)
                .build(new Signer(key, suite), new JcaX509CertificateHolder(own)),
            digest,
            new ASN1ObjectIdentifier(policy));
    generator.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
    if (accuracyMillis >= 1000) {
      generator.setAccuracySeconds(accuracyMillis / 1000);
    } else {
      generator.setAccuracyMillis(accuracyMillis);
    }
    generator.addCertificates(new JcaCertStore(key.chain()));
    return generator;
  }

  /** What BouncyCastle signs with: the key that was given. */
  private static final class Signer implements ContentSigner {
    private final SigningKey key;
    private final Suite suite;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Signer(SigningKey key, Suite suite) {
      this.key = key;
      this.suite = suite;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new DefaultSignatureAlgorithmIdentifierFinder().find(suite.signature());
    }

    @Override
    public OutputStream getOutputStream() {
      return bytes;
    }

    @Override
    public byte[] getSignature() {
      try {
        return key.sign(bytes.toByteArray());
      } catch (SigningException e) {
        throw new RuntimeOperatorException("the key does not sign", e);
      }
    }
  }
}
