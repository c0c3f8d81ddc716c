// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The server's side of one handshake after RFC 8998: the one suite, group and scheme. */
@SuppressWarnings("JdkObsolete") // BouncyCastle's interface has Vector
final class SmServerSide extends DefaultTlsServer {
  private final BcTlsCrypto bc;
  private final TlsIdentity identity;
  private final ClientTrust clients;
  private List<X509Certificate> client = List.of();

  SmServerSide(BcTlsCrypto bc, TlsIdentity identity, ClientTrust clients) {
    super(bc);
    this.bc = bc;
    this.identity = identity;
    this.clients = clients;
  }

  /** The chain that the client has shown; empty if none. */
  List<X509Certificate> client() {
    return client;
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
  public int[] getSupportedGroups() {
    return new int[] {NamedGroup.curveSM2};
  }

  private static SignatureAndHashAlgorithm scheme() {
    return SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.sm2sig_sm3);
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    CertificateEntry[] entries = new CertificateEntry[identity.chain().size()];
    try {
      for (int i = 0; i < entries.length; i++) {
        byte[] der = identity.chain().get(i).getEncoded();
        entries[i] = new CertificateEntry(bc.createCertificate(der), null);
      }
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        bc,
        PrivateKeyFactory.createKey(identity.key().getEncoded()),
        new Certificate(new byte[0], entries),
        scheme());
  }

  @Override
  public @Nullable CertificateRequest getCertificateRequest() throws IOException {
    return clients.asked()
        ? new CertificateRequest(new byte[0], new Vector<>(List.of(scheme())), null, null)
        : null;
  }

  @Override
  public void notifyClientCertificate(Certificate shown) throws IOException {
    if (shown == null || shown.isEmpty()) {
      if (clients.needed()) {
        throw new TlsFatalAlert(AlertDescription.certificate_required);
      }
      return;
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      List<X509Certificate> chain = new ArrayList<>();
      for (int i = 0; i < shown.getLength(); i++) {
        byte[] der = shown.getCertificateAt(i).getEncoded();
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      new ClientCheck(clients.anchors()).require(chain);
      client = List.copyOf(chain);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    }
  }
}
