// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.data.Sm2Value;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * An SM2 key in a token of GM/T 0016 (SKF). The token is given e, the SM3 digest with Z before it
 * (GB/T 32918.2-2016, section 6.1), and what it gives is verified before it is passed on.
 *
 * <p>Not safe for several threads at once. The chain is the token's signing certificate alone.
 */
public final class SkfKey implements SigningKey.Streaming {
  private static final int BUFFER_BYTES = 1 << 16;

  private final X509Certificate certificate;
  private final byte[] sm2Id;
  private final Hashing hashing;
  private @Nullable SkfToken token;

  private SkfKey(X509Certificate certificate, byte[] sm2Id, Hashing hashing, SkfToken token) {
    this.certificate = certificate;
    this.sm2Id = sm2Id;
    this.hashing = hashing;
    this.token = token;
  }

  /**
   * Opens the key; whoever opens it closes it.
   *
   * @param pin the user's; the caller wipes it
   * @param sm2Id user id, at most 8191 bytes in UTF-8
   * @throws CredentialException.TokenMissing if library, function, device, application, container
   *     or certificate is not there
   * @throws CredentialException.PinRefused if the PIN is not the one
   * @throws CredentialException.TokenRemoved if the token was pulled out
   * @throws CredentialException.TokenFailed for any other code of the library
   * @throws CredentialException.BadCertificate if the certificate cannot be read
   * @throws CredentialException.UnfitKey if it is not for an SM2 key
   */
  public static SkfKey open(SkfAddress address, byte[] pin, String sm2Id, Hashing hashing)
      throws SigningException {
    SkfToken token = SkfToken.open(address, pin);
    boolean whole = false;
    try {
      X509Certificate certificate = certificate(token.certificate());
      Suite.SM2_SM3.requireFor(certificate.getPublicKey());
      whole = true;
      byte[] id = sm2Id.getBytes(StandardCharsets.UTF_8);
      return new SkfKey(certificate, id, hashing, token);
    } finally {
      if (!whole) {
        token.close();
      }
    }
  }

  private static X509Certificate certificate(byte[] der) throws CredentialException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "BC")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new CredentialException.BadCertificate("token", "cannot be read", e);
    }
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of(certificate);
  }

  @Override
  public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
    SkfToken opened = token;
    if (opened == null) {
      throw new CredentialException.KeyRefused("closed", null);
    }
    try {
      MessageDigest digest = Sm2Value.start(certificate.getPublicKey(), sm2Id, hashing);
      byte[] buffer = new byte[BUFFER_BYTES];
      int count;
      while ((count = toBeSigned.read(buffer)) >= 0) {
        digest.update(buffer, 0, count);
      }
      byte[] e = digest.digest();
      byte[] value = der(opened.sign(e));
      // A token that digests once more, or puts its numbers elsewhere, is found out here.
      if (!Sm2Value.verifies(certificate.getPublicKey(), e, value)) {
        throw new CredentialException.KeyRefused("wrong-signature", null);
      }
      return value;
    } catch (GeneralSecurityException failure) {
      throw new CredentialException.KeyRefused("cannot-sign", failure);
    }
  }

  // GM/T 0009-2012, section 7.3.
  private static byte[] der(byte[][] numbers) throws IOException {
    ASN1EncodableVector pair = new ASN1EncodableVector();
    for (byte[] number : numbers) {
      pair.add(new ASN1Integer(new BigInteger(1, number)));
    }
    return new DERSequence(pair).getEncoded();
  }

  @Override
  public void close() {
    SkfToken opened = token;
    token = null;
    if (opened != null) {
      opened.close();
    }
  }
}
