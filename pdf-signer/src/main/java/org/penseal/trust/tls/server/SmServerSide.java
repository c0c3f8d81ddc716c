// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tls.PeerPath;
import org.penseal.trust.tls.key.SmSigner;

/**
 * The server's side of a handshake after RFC 8998: one version, one suite, one group, one signature
 * scheme, so that nothing else can come of it.
 */
@SuppressWarnings("JdkObsolete") // BouncyCastle's interface has Vector
final class SmServerSide extends DefaultTlsServer {
  private final BcTlsCrypto bc;
  private final SmSigner signer;
  private final Optional<ClientTrust> clients;
  private List<X509Certificate> client = List.of();

  SmServerSide(BcTlsCrypto bc, SmSigner signer, Optional<ClientTrust> clients) {
    super(bc);
    this.bc = bc;
    this.signer = signer;
    this.clients = clients;
  }

  /** Who is there, after the handshake; empty if nobody was shown. */
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

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return signer.credentials(new TlsCryptoParameters(context), bc, new byte[0]);
  }

  @Override
  public @Nullable CertificateRequest getCertificateRequest() throws IOException {
    if (clients.isEmpty()) {
      return null;
    }
    Vector<X500Name> names = new Vector<>();
    for (X509Certificate each : clients.get().anchors()) {
      names.add(X500Name.getInstance(each.getSubjectX500Principal().getEncoded()));
    }
    return new CertificateRequest(
        new byte[0], new Vector<>(List.of(SmSigner.scheme())), null, names);
  }

  @Override
  public void notifyClientCertificate(Certificate shown) throws IOException {
    ClientTrust trust = clients.orElseThrow();
    if (shown.isEmpty()) {
      if (trust.required()) {
        throw new TlsFatalAlert(AlertDescription.certificate_required);
      }
      return;
    }
    List<X509Certificate> all = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      for (int i = 0; i < shown.getLength(); i++) {
        byte[] der = shown.getCertificateAt(i).getEncoded();
        all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      trust.path().require(all, PeerPath.Use.CLIENT);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    }
    client = all;
  }
}
