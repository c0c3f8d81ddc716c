// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** A key from a PKCS #12 file; not safe for several threads at once. */
final class Pkcs12Key implements SigningKey.Streaming {
  private static final int BUFFER_BYTES = 1 << 16;

  private final List<X509Certificate> chain;
  private final Suite suite;
  private final byte[] sm2Id;
  private @Nullable PrivateKey key;
  private @Nullable Signature begun;

  Pkcs12Key(Pkcs12File file, Suite suite, String sm2Id) {
    this.suite = suite;
    this.sm2Id = sm2Id.getBytes(StandardCharsets.UTF_8);
    this.key = file.key();
    this.chain = file.chain();
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public Suite suite() {
    return suite;
  }

  @Override
  public String sm2Id() {
    return new String(sm2Id, StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface Message {
    void into(Signature signature) throws GeneralSecurityException, IOException;
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    try {
      return sign(signature -> signature.update(toBeSigned));
    } catch (IOException e) {
      throw new IllegalStateException("memory can be read", e);
    }
  }

  @Override
  public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
    return sign(
        signature -> {
          byte[] buffer = new byte[BUFFER_BYTES];
          int count;
          while ((count = toBeSigned.read(buffer)) >= 0) {
            signature.update(buffer, 0, count);
          }
        });
  }

  private byte[] sign(Message message) throws SigningException, IOException {
    if (key == null) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CLOSED, null);
    }
    // Kept from one signature to the next: beginning with an SM2 key costs as much as signing.
    Signature signature = begun;
    begun = null;
    try {
      if (signature == null) {
        signature = Signature.getInstance(suite.signature(), "BC");
        if (suite == Suite.SM2_SM3) {
          signature.setParameter(new SM2ParameterSpec(sm2Id));
        }
        signature.initSign(key);
      }
      message.into(signature);
      byte[] value = signature.sign();
      begun = signature;
      return value;
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  @Override
  public void close() {
    key = null;
    begun = null;
  }
}
