// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.ProjectOids;

/** A demo TSA: RFC 3161 tokens signed with its key's own algorithm, for the demo SM2 over SM3. */
final class DemoTsa {
  private static final Set<String> IMPRINTS =
      Set.of(
          TSPAlgorithms.SM3.getId(),
          TSPAlgorithms.SHA256.getId(),
          TSPAlgorithms.SHA384.getId(),
          TSPAlgorithms.SHA512.getId());

  private static final int THREE_YEARS_SECONDS = 3 * 365 * 24 * 3600;

  private final DemoAuthorityKey identity;
  private final Suite suite;
  private final Clock clock;
  private final SecureRandom random;

  DemoTsa(DemoAuthorityKey identity, Clock clock, SecureRandom random) throws SigningException {
    this.identity = identity;
    this.suite = Suite.of(identity.chain().getFirst().getPublicKey());
    this.clock = clock;
    this.random = random;
  }

  byte[] answer(byte[] body, Fault fault) throws IOException {
    try {
      TimeStampResponseGenerator generator =
          new TimeStampResponseGenerator(tokens(fault), IMPRINTS, null, Set.of());
      TimeStampRequest request = new TimeStampRequest(body);
      if (fault == Fault.REFUSE) {
        return generator
            .generateFailResponse(2, PKIFailureInfo.badRequest, "refused on demand")
            .getEncoded();
      }
      return generator
          .generate(
              asked(request, fault), DemoAuthorityKey.serial(random), Date.from(clock.instant()))
          .getEncoded();
    } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("cannot stamp", e);
    }
  }

  private TimeStampTokenGenerator tokens(Fault fault)
      throws GeneralSecurityException, OperatorCreationException, TSPException, IOException {
    DigestCalculator digest =
        new JcaDigestCalculatorProviderBuilder()
            .setProvider("BC")
            .build()
            .get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid())));
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .setProvider("BC")
                .build(suite.signature(), key(fault), identity.chain().getFirst()),
            digest,
            new ASN1ObjectIdentifier(ProjectOids.POLICY_DEMO));
    if (fault == Fault.WIDE_ACCURACY) {
      generator.setAccuracySeconds(THREE_YEARS_SECONDS);
    }
    generator.addCertificates(new JcaCertStore(identity.chain()));
    return generator;
  }

  private PrivateKey key(Fault fault) throws GeneralSecurityException {
    return fault == Fault.OTHER_SIGNER
        ? DemoAuthorityKey.pairLike(identity.chain().getFirst().getPublicKey(), random).getPrivate()
        : identity.key();
  }

  private static TimeStampRequest asked(TimeStampRequest request, Fault fault) throws IOException {
    byte[] imprint = request.getMessageImprintDigest().clone();
    BigInteger nonce = request.getNonce();
    if (fault == Fault.OTHER_KEY) {
      imprint[0] ^= 1;
    } else if (fault == Fault.OTHER_NONCE) {
      nonce = nonce.add(BigInteger.ONE);
    } else {
      return request;
    }
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(request.getCertReq());
    return generator.generate(request.getMessageImprintAlgOID(), imprint, nonce);
  }
}
