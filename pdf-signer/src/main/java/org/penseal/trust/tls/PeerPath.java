// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether there is a path from a peer's certificate to an anchor (RFC 5280, section 6), now, for
 * one use, of at most five certificates. Safe for several threads.
 *
 * @param anchors roots, or certificates that are believed themselves
 * @param revocation who tells whether a certificate was revoked; empty if that is not looked at. A
 *     certificate that is an anchor itself is not looked at either
 */
public record PeerPath(List<X509Certificate> anchors, Optional<Rule> revocation) {
  private static final String ANY = "2.5.29.37.0";
  // The builder tries issuers of the same name in every order: many would be an attack.
  private static final int LONGEST_CHAIN = 5;

  /** What is demanded of a path beyond that there is one: that nothing of it was revoked. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Demands it.
     *
     * @param path that was built: the certificate in question first, the root last
     * @throws CertPathValidatorException with the reason REVOKED, also for one on hold, or
     *     UNDETERMINED_REVOCATION_STATUS if nobody knows and somebody must
     */
    void require(List<X509Certificate> path) throws CertPathValidatorException;
  }

  /** What a certificate is shown for. */
  public enum Use {
    /** A server signs with it. */
    SERVER("1.3.6.1.5.5.7.3.1", true),
    /** A premaster secret is encrypted to it, whose bits TLCP has looked at. */
    SERVER_ENCRYPTION("1.3.6.1.5.5.7.3.1", false),
    /** A client signs with it. */
    CLIENT("1.3.6.1.5.5.7.3.2", true),
    /** A client's for encryption. */
    CLIENT_ENCRYPTION("1.3.6.1.5.5.7.3.2", false);

    // RFC 5280, section 4.2.1.12.
    private final String purpose;
    private final boolean signs;

    Use(String purpose, boolean signs) {
      this.purpose = purpose;
      this.signs = signs;
    }
  }

  /** Copies the list. */
  public PeerPath {
    anchors = List.copyOf(anchors);
  }

  /**
   * Demands one.
   *
   * @param chain as it was shown, the certificate in question first
   * @throws GeneralSecurityException if there is none, the certificate is for another use, or one
   *     of the path was revoked ({@link Rule#require})
   */
  public void require(List<X509Certificate> chain, Use use) throws GeneralSecurityException {
    if (chain.size() > LONGEST_CHAIN) {
      throw new CertificateException("more certificates than a path needs");
    }
    // With one issuer of each name there is one order to try.
    if (chain.stream().map(X509Certificate::getSubjectX500Principal).distinct().count()
        < chain.size()) {
      throw new CertificateException("two certificates of one name");
    }
    X509Certificate leaf = chain.getFirst();
    requireUse(leaf, use);
    leaf.checkValidity();
    if (anchors.contains(leaf)) {
      return;
    }
    Set<TrustAnchor> trusted = new HashSet<>();
    anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
    parameters.setRevocationEnabled(false);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain), "BC"));
    PKIXCertPathBuilderResult built =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX", "BC").build(parameters);
    if (revocation.isPresent()) {
      revocation.get().require(path(built));
    }
  }

  private static List<X509Certificate> path(PKIXCertPathBuilderResult built) {
    List<X509Certificate> path = new ArrayList<>();
    for (Certificate each : built.getCertPath().getCertificates()) {
      path.add((X509Certificate) each);
    }
    path.add(built.getTrustAnchor().getTrustedCert());
    return path;
  }

  private static void requireUse(X509Certificate leaf, Use use) throws CertificateException {
    boolean[] usage = leaf.getKeyUsage();
    List<String> extended = leaf.getExtendedKeyUsage();
    boolean fits = extended == null || extended.contains(use.purpose) || extended.contains(ANY);
    // digitalSignature: what the handshake does with the key.
    if (!fits || (use.signs && usage != null && !usage[0])) {
      throw new CertificateException("for another use");
    }
  }
}
