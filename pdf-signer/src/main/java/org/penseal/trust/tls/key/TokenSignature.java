// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** One signature of a key in a token; what is signed is short. */
final class TokenSignature extends SignatureSpi {
  private static final int NUMBER_BYTES = 32;
  // Transcripts of TLS 1.2 are signed whole.
  private static final int MOST_BYTES = 1 << 20;

  private final boolean plain;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable Suite suite;
  private @Nullable TokenPrivateKey key;

  /**
   * @param suite null for PSS, whose parameters come later
   * @param plain r and s one after the other, not DER
   */
  TokenSignature(@Nullable Suite suite, boolean plain) {
    this.suite = suite;
    this.plain = plain;
  }

  @Override
  protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
    if (!(given instanceof TokenPrivateKey own)) {
      throw new InvalidKeyException("no key in a token");
    }
    Suite asked = suite;
    if (asked != null) {
      try {
        asked.requireFor(own.publicKey());
      } catch (SigningException e) {
        throw new InvalidKeyException("the key does not sign so", e);
      }
    }
    key = own;
    message.reset();
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters == null) {
      return;
    }
    if (!(parameters instanceof PSSParameterSpec pss) || (suite != null && !suite.pss())) {
      throw new InvalidAlgorithmParameterException("no parameters of this algorithm");
    }
    try {
      Suite asked = Suite.rsa(pss.getDigestAlgorithm(), true);
      if (pss.getSaltLength() != asked.digestBytes()) {
        throw new InvalidAlgorithmParameterException("a salt of another length");
      }
      suite = asked;
    } catch (IllegalArgumentException e) {
      throw new InvalidAlgorithmParameterException("another digest", e);
    }
  }

  @Override
  protected void engineUpdate(byte one) throws SignatureException {
    engineUpdate(new byte[] {one}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
    if (message.size() + length > MOST_BYTES) {
      throw new SignatureException("a message that is too long");
    }
    message.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    TokenPrivateKey own = key;
    Suite asked = suite;
    if (own == null || asked == null) {
      throw new SignatureException("no key, or no parameters");
    }
    try {
      byte[] value =
          own.sign(message.toByteArray(), new SigningKey.Way(asked, Suite.DEFAULT_SM2_ID));
      return plain ? numbers(value) : value;
    } catch (SigningException | IOException e) {
      throw new SignatureException("the token does not sign", e);
    } finally {
      message.reset();
    }
  }

  // IEEE P1363, of P-256.
  private static byte[] numbers(byte[] der) throws IOException {
    ASN1Sequence pair = ASN1Sequence.getInstance(der);
    byte[] all = new byte[2 * NUMBER_BYTES];
    for (int i = 0; i < 2; i++) {
      BigIntegers.asUnsignedByteArray(
          ASN1Integer.getInstance(pair.getObjectAt(i)).getPositiveValue(),
          all,
          i * NUMBER_BYTES,
          NUMBER_BYTES);
    }
    return all;
  }

  @Override
  protected void engineInitVerify(PublicKey other) throws InvalidKeyException {
    throw new InvalidKeyException("this provider verifies nothing");
  }

  @Override
  protected boolean engineVerify(byte[] value) throws SignatureException {
    throw new SignatureException("this provider verifies nothing");
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("no parameter is set by its name");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("no parameter has a name");
  }
}
