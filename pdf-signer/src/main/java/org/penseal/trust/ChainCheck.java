// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.pdf.Report;

/**
 * Builds and checks a chain up to a root of one purpose at one time (RFC 5280, section 6, without
 * name constraints and policy mapping: certificates with either as critical extension are refused).
 */
public final class ChainCheck {
  private static final int LONGEST_CHAIN = 8;
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  // Key usage, subject alternative name, basic constraints, policies, extended key usage.
  private static final Set<String> KNOWN_CRITICAL =
      Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.37");

  private final TrustStore store;

  /** Checks against these roots. */
  public ChainCheck(TrustStore store) {
    this.store = store;
  }

  /**
   * What came out.
   *
   * @param status the worst finding
   * @param reasons stable codes; empty if trusted
   * @param path from the leaf as far up as it could be built
   * @param demo whether any certificate of the path carries the demo policy
   */
  public record Result(
      Report.Chain status, List<String> reasons, List<X509Certificate> path, boolean demo) {}

  /**
   * Checks one chain.
   *
   * @param leaf the certificate in question
   * @param pool where issuers may be found; not trusted by itself
   * @param at the time at which everything must be valid
   */
  public Result check(
      X509Certificate leaf, Collection<X509Certificate> pool, Purpose purpose, Instant at) {
    List<X509Certificate> path = new ArrayList<>();
    path.add(leaf);
    List<String> reasons = new ArrayList<>();
    Report.Chain end = extend(path, pool, purpose, reasons);
    leafRules(leaf, purpose, reasons);
    for (int i = 0; i < path.size(); i++) {
      criticalRules(path.get(i), reasons);
      if (i > 0) {
        issuerRules(path.get(i), i - 1, reasons);
      }
    }
    boolean demo = path.stream().anyMatch(c -> CertificateFacts.hasPolicy(c, Arc.POLICY_DEMO));
    boolean valid = path.stream().allMatch(c -> validAt(c, at));
    Report.Chain status = end;
    if (end == Report.Chain.TRUSTED && !reasons.isEmpty()) {
      status = Report.Chain.UNTRUSTED;
    }
    if (!valid) {
      reasons.add("certificate-not-valid-at-time");
      status = status == Report.Chain.TRUSTED ? Report.Chain.EXPIRED : status;
    }
    return new Result(status, List.copyOf(reasons), List.copyOf(path), demo);
  }

  private Report.Chain extend(
      List<X509Certificate> path,
      Collection<X509Certificate> pool,
      Purpose purpose,
      List<String> reasons) {
    List<X509Certificate> anchors = store.anchors(purpose);
    while (path.size() <= LONGEST_CHAIN) {
      X509Certificate last = path.getLast();
      if (anchors.contains(last)) {
        return Report.Chain.TRUSTED;
      }
      Optional<X509Certificate> issuer = issuer(last, anchors).or(() -> issuer(last, pool));
      if (issuer.isEmpty()) {
        boolean selfSigned = signed(last, last);
        reasons.add(selfSigned ? "root-not-trusted" : "issuer-missing");
        return selfSigned ? Report.Chain.UNTRUSTED : Report.Chain.INCOMPLETE;
      }
      if (path.contains(issuer.get())) {
        reasons.add("root-not-trusted");
        return Report.Chain.UNTRUSTED;
      }
      path.add(issuer.get());
    }
    reasons.add("chain-too-long");
    return Report.Chain.UNTRUSTED;
  }

  /**
   * The first of some certificates whose key has signed another and which has its issuer's name.
   */
  public static Optional<X509Certificate> issuer(
      X509Certificate certificate, Collection<X509Certificate> pool) {
    return pool.stream().filter(candidate -> signed(certificate, candidate)).findFirst();
  }

  private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey(), "BC");
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean validAt(X509Certificate certificate, Instant at) {
    Date date = Date.from(at);
    return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
  }

  private static void criticalRules(X509Certificate certificate, List<String> reasons) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    if (critical != null && !KNOWN_CRITICAL.containsAll(critical)) {
      reasons.add("critical-extension-unknown");
    }
  }

  // RFC 5280, section 6.1.4 (k) to (n).
  private static void issuerRules(X509Certificate ca, int below, List<String> reasons) {
    boolean[] usage = ca.getKeyUsage();
    if (ca.getBasicConstraints() < 0) {
      reasons.add("issuer-is-no-ca");
    } else if (ca.getBasicConstraints() < below) {
      reasons.add("path-length-exceeded");
    }
    if (usage != null && !usage[5]) { // keyCertSign
      reasons.add("issuer-may-not-certify");
    }
  }

  private static void leafRules(X509Certificate leaf, Purpose purpose, List<String> reasons) {
    boolean[] usage = leaf.getKeyUsage();
    // digitalSignature or nonRepudiation
    if (usage != null && !usage[0] && !usage[1]) {
      reasons.add("key-usage-forbids-signing");
    }
    List<String> extended = CertificateFacts.extendedKeyUsages(leaf);
    if (purpose == Purpose.TSA) {
      // RFC 3161, section 2.3: this one usage only, critical.
      Set<String> critical = leaf.getCriticalExtensionOIDs();
      if (!extended.equals(List.of(TIME_STAMPING))
          || critical == null
          || !critical.contains("2.5.29.37")) {
        reasons.add("not-a-tsa-certificate");
      }
    } else if (extended.contains(TIME_STAMPING)) {
      reasons.add("tsa-certificate-for-other-purpose");
    }
    if (purpose == Purpose.DEVICE && !extended.contains(Arc.DEVICE_USAGE)) {
      reasons.add("not-a-device-certificate");
    }
    if (purpose == Purpose.SIGNER && extended.contains(Arc.DEVICE_USAGE)) {
      reasons.add("device-certificate-for-other-purpose");
    }
    if (purpose == Purpose.SIGNER && leaf.getBasicConstraints() >= 0) {
      reasons.add("ca-certificate-as-signer");
    }
  }
}
