// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.penseal.pdf.Octets;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/**
 * A sealed envelope: AuthEnvelopedData (RFC 5083, RFC 5084) for one SM2 recipient, contents under
 * SM4-GCM.
 *
 * <p>The content key is 16 bytes, fresh for each envelope, encrypted as SM2 ciphertext in the form
 * of GM/T 0009-2012, section 7.2; nonce 12 bytes, tag 16 bytes.
 */
public final class Envelope {
  private static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 16;
  private static final String CONTENT_CIPHER = "SM4/GCM/NoPadding";

  private Envelope() {}

  /**
   * Seals.
   *
   * @param plaintext any length
   * @param recipient certificate with an SM2 key
   * @param random for key and nonce
   * @return ContentInfo in DER
   * @throws CmsException.SealBroken if the recipient's key is no SM2 key
   */
  public static Octets seal(byte[] plaintext, X509Certificate recipient, SecureRandom random)
      throws SigningException {
    byte[] key = new byte[KEY_BYTES];
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(key);
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance(CONTENT_CIPHER, "BC");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "SM4"),
          new GCMParameterSpec(TAG_BYTES * 8, nonce));
      byte[] sealed = cipher.doFinal(plaintext);
      int length = sealed.length - TAG_BYTES;
      EncryptedContentInfo content =
          new EncryptedContentInfo(
              CMSObjectIdentifiers.data,
              new AlgorithmIdentifier(Oids.SM4_GCM, new GCMParameters(nonce, TAG_BYTES)),
              new DEROctetString(Arrays.copyOf(sealed, length)));
      AuthEnvelopedData data =
          new AuthEnvelopedData(
              null,
              new DERSet(new RecipientInfo(recipient(key, recipient, random))),
              content,
              null,
              new DEROctetString(Arrays.copyOfRange(sealed, length, sealed.length)),
              null);
      return Octets.of(
          new ContentInfo(CMSObjectIdentifiers.authEnvelopedData, data)
              .getEncoded(ASN1Encoding.DER));
    } catch (GeneralSecurityException | IOException e) {
      throw new CmsException.SealBroken("cannot-seal", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static KeyTransRecipientInfo recipient(
      byte[] key, X509Certificate certificate, SecureRandom random)
      throws GeneralSecurityException, IOException {
    Certificate parsed = Certificate.getInstance(certificate.getEncoded());
    return new KeyTransRecipientInfo(
        new RecipientIdentifier(
            new IssuerAndSerialNumber(parsed.getIssuer(), parsed.getSerialNumber().getValue())),
        new AlgorithmIdentifier(Oids.SM2_ENCRYPTION),
        new DEROctetString(Sm2Cipher.encrypt(certificate.getPublicKey(), key, random)));
  }

  /**
   * Opens; gives the plaintext only after the tag was checked.
   *
   * @param envelope ContentInfo
   * @param key the recipient's SM2 key
   * @param certificate the recipient's certificate, which the envelope must name
   * @throws CmsException.SealBroken with the reason not-an-envelope, other-recipient,
   *     unsupported-algorithm, wrong-key or tag-mismatch
   */
  public static byte[] open(Octets envelope, PrivateKey key, X509Certificate certificate)
      throws SigningException {
    AuthEnvelopedData data = parse(envelope);
    EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
    AlgorithmIdentifier algorithm = content.getContentEncryptionAlgorithm();
    if (!Oids.SM4_GCM.equals(algorithm.getAlgorithm()) || data.getAuthAttrs() != null) {
      throw new CmsException.SealBroken("unsupported-algorithm", null);
    }
    byte[] contentKey = Sm2Cipher.decrypt(key, encryptedKey(data, certificate));
    try {
      GCMParameters parameters = GCMParameters.getInstance(algorithm.getParameters());
      if (parameters.getIcvLen() != TAG_BYTES || data.getMac().getOctets().length != TAG_BYTES) {
        throw new CmsException.SealBroken("unsupported-algorithm", null);
      }
      Cipher cipher = Cipher.getInstance(CONTENT_CIPHER, "BC");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(contentKey, "SM4"),
          new GCMParameterSpec(TAG_BYTES * 8, parameters.getNonce()));
      byte[] text = content.getEncryptedContent().getOctets();
      byte[] sealed = Arrays.copyOf(text, text.length + TAG_BYTES);
      System.arraycopy(data.getMac().getOctets(), 0, sealed, text.length, TAG_BYTES);
      // One call: nothing leaves the cipher before the tag has been compared.
      return cipher.doFinal(sealed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CmsException.SealBroken("tag-mismatch", e);
    } finally {
      Arrays.fill(contentKey, (byte) 0);
    }
  }

  private static AuthEnvelopedData parse(Octets envelope) throws SigningException {
    try {
      ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(envelope.bytes()));
      if (!CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType())) {
        throw new CmsException.SealBroken("not-an-envelope", null);
      }
      return AuthEnvelopedData.getInstance(info.getContent());
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new CmsException.SealBroken("not-an-envelope", e);
    }
  }

  private static byte[] encryptedKey(AuthEnvelopedData data, X509Certificate certificate)
      throws SigningException {
    for (var each : data.getRecipientInfos()) {
      if (RecipientInfo.getInstance(each).getInfo() instanceof KeyTransRecipientInfo info) {
        String algorithm = info.getKeyEncryptionAlgorithm().getAlgorithm().getId();
        RecipientIdentifier id = info.getRecipientIdentifier();
        if (algorithm.startsWith("1.2.156.10197.1.301")
            && SignerChecks.names(
                org.bouncycastle.asn1.cms.SignerIdentifier.getInstance(id.getId()), certificate)) {
          return info.getEncryptedKey().getOctets();
        }
      }
    }
    throw new CmsException.SealBroken("other-recipient", null);
  }
}
