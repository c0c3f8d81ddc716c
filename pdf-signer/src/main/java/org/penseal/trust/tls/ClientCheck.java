// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the certificate that a client shows is believed now: a path to an anchor (RFC 5280,
 * section 6), for clients, valid. An anchor itself is no client.
 */
final class ClientCheck {
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";

  private final List<X509Certificate> anchors;

  ClientCheck(List<X509Certificate> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  void require(List<X509Certificate> chain) throws GeneralSecurityException {
    X509Certificate leaf = chain.getFirst();
    leaf.checkValidity();
    boolean[] usage = leaf.getKeyUsage();
    List<String> extended = leaf.getExtendedKeyUsage();
    boolean forClients = extended == null || extended.contains(CLIENT) || extended.contains(ANY);
    // digitalSignature: what TLS 1.3 does with the key.
    if (!forClients || (usage != null && !usage[0])) {
      throw new CertificateException("not for clients");
    }
    Set<TrustAnchor> trusted = new HashSet<>();
    anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
    parameters.setRevocationEnabled(false);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain), "BC"));
    CertPathBuilder.getInstance("PKIX", "BC").build(parameters);
  }
}
