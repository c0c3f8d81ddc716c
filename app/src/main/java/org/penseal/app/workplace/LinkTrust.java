// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Says whose pads a secure link is made with: those whose link certificate was issued by one of the
 * trusted makers and is valid now. The pad sends one certificate only, so that nothing may stand
 * between it and the maker.
 */
final class LinkTrust implements Predicate<X509Certificate> {
  /** Extended key usage of a pad's link key (docs/secure-link.md). */
  private static final String LINK_USAGE = "2.25.245451997612407219764004899378027207171.4.2";

  private final Supplier<List<X509Certificate>> makers;
  private final Clock clock;

  /**
   * @param makers roots of the device makers, as they are known when a pad is opened
   */
  LinkTrust(Supplier<List<X509Certificate>> makers, Clock clock) {
    this.makers = makers;
    this.clock = clock;
  }

  @Override
  public boolean test(X509Certificate certificate) {
    return isValid(certificate)
        && isForLinks(certificate)
        && makers.get().stream().anyMatch(maker -> isValid(maker) && issued(maker, certificate));
  }

  private boolean isValid(X509Certificate certificate) {
    Date now = Date.from(clock.instant());
    return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
  }

  private static boolean isForLinks(X509Certificate certificate) {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages != null && usages.contains(LINK_USAGE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean issued(X509Certificate maker, X509Certificate certificate) {
    boolean[] usage = maker.getKeyUsage();
    if (maker.getBasicConstraints() < 0
        || usage != null && !usage[5] // keyCertSign
        || !certificate.getIssuerX500Principal().equals(maker.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(maker.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
