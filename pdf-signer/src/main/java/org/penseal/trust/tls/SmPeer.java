// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tls.key.SmSigner;

/**
 * The client's side of a handshake after RFC 8998: one version, one suite, one group, one signature
 * scheme are offered, so that nothing else can come of it.
 */
@SuppressWarnings("JdkObsolete") // BouncyCastle's interface has Vector
final class SmPeer extends AbstractTlsClient {
  private final BcTlsCrypto crypto;
  private final HostName host;
  private final ServerCheck check;
  private final @Nullable SmSigner signer;
  private boolean asked;

  SmPeer(BcTlsCrypto crypto, HostName host, ServerCheck check, @Nullable SmSigner signer) {
    super(crypto);
    this.crypto = crypto;
    this.host = host;
    this.check = check;
    this.signer = signer;
  }

  /** Whether the server asked for a certificate, after the handshake. */
  boolean askedForKey() {
    return asked;
  }

  private static <T> Vector<T> one(T only) {
    return new Vector<>(List.of(only));
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv13.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {CipherSuite.TLS_SM4_GCM_SM3};
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected Vector<Integer> getSupportedGroups(Vector roles) {
    return one(NamedGroup.curveSM2);
  }

  @Override
  public Vector<Integer> getEarlyKeyShareGroups() {
    return one(NamedGroup.curveSM2);
  }

  @Override
  protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
    return one(SmSigner.scheme());
  }

  @Override
  protected @Nullable Vector<ServerName> getSNIServerNames() {
    Optional<String> name = host.serverName();
    return name.isEmpty()
        ? null
        : one(new ServerName(NameType.host_name, name.get().getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        try {
          check.require(chain(shown.getCertificate()), "", host);
        } catch (ServerRefused e) {
          throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
        }
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
          throws IOException {
        asked = true;
        return credentials(request);
      }
    };
  }

  private static X509Certificate[] chain(Certificate shown) throws IOException, ServerRefused {
    X509Certificate[] chain = new X509Certificate[shown.getLength()];
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      for (int i = 0; i < chain.length; i++) {
        byte[] der = shown.getCertificateAt(i).getEncoded();
        chain[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      }
      return chain;
    } catch (GeneralSecurityException e) {
      throw new ServerRefused(ServerRefused.Reason.UNTRUSTED, e);
    }
  }

  private @Nullable TlsCredentials credentials(CertificateRequest request) throws IOException {
    return signer == null
        ? null
        : signer.credentials(
            new TlsCryptoParameters(context), crypto, request.getCertificateRequestContext());
  }
}
