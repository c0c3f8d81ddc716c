// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.penseal.cms.SignerChecks;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/** The content key under the SM2 key of a certificate (RFC 5652, section 6.2.1). */
final class KeyTransport {
  private KeyTransport() {}

  static ASN1Encodable info(
      byte[] contentKey, X509Certificate certificate, EnvelopeForm form, SecureRandom random)
      throws GeneralSecurityException, IOException {
    Certificate parsed = Certificate.getInstance(certificate.getEncoded());
    ASN1EncodableVector parts = new ASN1EncodableVector();
    // Version 1 in GB/T 35275, 0 with issuer and serial number in RFC 5652.
    parts.add(new ASN1Integer(form == EnvelopeForm.GM ? 1 : 0));
    parts.add(new IssuerAndSerialNumber(parsed.getIssuer(), parsed.getSerialNumber().getValue()));
    parts.add(new AlgorithmIdentifier(EnvelopeOids.SM2_ENCRYPTION));
    parts.add(
        new DEROctetString(Sm2Cipher.encrypt(certificate.getPublicKey(), contentKey, random)));
    return new DERSequence(parts);
  }

  static byte[] open(List<KeyTransRecipientInfo> infos, Opener.Certified opener)
      throws SigningException {
    CmsException.SealBroken failure =
        new CmsException.SealBroken(CmsException.SealBroken.Why.OTHER_RECIPIENT, null);
    for (KeyTransRecipientInfo info : infos) {
      String algorithm = info.getKeyEncryptionAlgorithm().getAlgorithm().getId();
      SignerIdentifier id = SignerIdentifier.getInstance(info.getRecipientIdentifier().getId());
      if (EnvelopeOids.SM2_READ.contains(algorithm)
          && SignerChecks.names(id, opener.certificate())) {
        try {
          return Sm2Cipher.decrypt(opener.key(), info.getEncryptedKey().getOctets());
        } catch (CmsException.SealBroken e) {
          failure = e; // another key's under the same name; the next may be ours
        }
      }
    }
    throw failure;
  }
}
