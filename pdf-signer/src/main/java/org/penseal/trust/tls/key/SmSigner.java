// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * Signs handshakes of RFC 8998 with an SM2 key, wherever it lies. May be shared between threads.
 */
public final class SmSigner {
  // RFC 8998, section 3.2.1.
  private static final SigningKey.Way WAY =
      new SigningKey.Way(Suite.SM2_SM3, "TLSv1.3+GM+Cipher+Suite");

  private final List<X509Certificate> chain;
  private final Credentials credentials;

  private interface Credentials {
    TlsCredentialedSigner of(TlsCryptoParameters parameters, BcTlsCrypto crypto, Certificate shown);
  }

  private SmSigner(List<X509Certificate> chain, Credentials credentials) {
    this.chain = List.copyOf(chain);
    this.credentials = credentials;
  }

  /**
   * Of a key with its chain.
   *
   * @throws InvalidKeyException if it is no SM2 key, or cannot be read
   */
  public static SmSigner of(PrivateKey key, List<X509Certificate> chain)
      throws InvalidKeyException {
    try {
      if (Suite.of(chain.getFirst().getPublicKey()) != Suite.SM2_SM3) {
        throw new InvalidKeyException("no SM2 key");
      }
      if (key instanceof TokenPrivateKey token) {
        return new SmSigner(
            chain,
            (parameters, crypto, shown) ->
                new DefaultTlsCredentialedSigner(parameters, new InToken(token), shown, scheme()));
      }
      if (!(PrivateKeyFactory.createKey(key.getEncoded()) instanceof ECPrivateKeyParameters own)) {
        throw new InvalidKeyException("no SM2 key");
      }
      return new SmSigner(
          chain,
          (parameters, crypto, shown) ->
              new BcDefaultTlsCredentialedSigner(parameters, crypto, own, shown, scheme()));
    } catch (SigningException | IOException | RuntimeException e) {
      throw new InvalidKeyException("a key that cannot be read", e);
    }
  }

  /** The one signature scheme, sm2sig_sm3. */
  public static SignatureAndHashAlgorithm scheme() {
    return SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.sm2sig_sm3);
  }

  /**
   * For one handshake.
   *
   * @param request context of the request for a certificate; empty for a server
   */
  public TlsCredentialedSigner credentials(
      TlsCryptoParameters parameters, BcTlsCrypto crypto, byte[] request) throws IOException {
    CertificateEntry[] entries = new CertificateEntry[chain.size()];
    try {
      for (int i = 0; i < entries.length; i++) {
        byte[] der = chain.get(i).getEncoded();
        entries[i] = new CertificateEntry(crypto.createCertificate(der), null);
      }
    } catch (CertificateEncodingException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
    return credentials.of(parameters, crypto, new Certificate(request, entries));
  }

  private record InToken(TokenPrivateKey key) implements TlsSigner {
    @Override
    public byte[] generateRawSignature(SignatureAndHashAlgorithm algorithm, byte[] hash)
        throws IOException {
      // A digest without the user id before it is nothing that an SM2 key signs.
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }

    @Override
    public TlsStreamSigner getStreamSigner(SignatureAndHashAlgorithm algorithm) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      return new TlsStreamSigner() {
        @Override
        public OutputStream getOutputStream() {
          return message;
        }

        @Override
        public byte[] getSignature() throws IOException {
          try {
            return key.sign(message.toByteArray(), WAY);
          } catch (SigningException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
          }
        }
      };
    }
  }
}
