// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.pdf.Report;

/**
 * Builds and checks a chain up to a root of one purpose at one time (RFC 5280, section 6, without
 * policy mapping and policy constraints: certificates with either as critical extension are
 * refused).
 *
 * <p>Of several possible chains (cross-certificates, renewed authorities) the first one counts that
 * ends in a trusted root and keeps every rule; without such a one the reasons are those of the
 * chain that came closest. May be shared between threads.
 */
public final class ChainCheck {
  private static final int LONGEST_CHAIN = 8;
  // Each costs about a millisecond; who sends a heap of certificates does not keep us busy.
  private static final int MOST_VERIFICATIONS = 256;

  // A longer one only makes a verification slow: of 4096 bits it takes as long as a signature.
  private static final int LONGEST_EXPONENT = 64;

  private static final IssuedCertificates ISSUED = new IssuedCertificates();

  private final TrustStore store;

  /** Checks against these roots. */
  public ChainCheck(TrustStore store) {
    this.store = store;
  }

  /**
   * What came out.
   *
   * @param status the worst finding
   * @param reasons stable codes; empty if trusted. Of the building: issuer-missing,
   *     root-not-trusted, chain-too-long, chain-search-ended; of the rules: those of {@link
   *     PathRules}, certificate-not-valid-at-time
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
    Search search = new Search(store.anchors(purpose), pool, purpose, at);
    search.extend(List.of(leaf));
    return search.closest.orElseThrow();
  }

  /** Looks at every chain, depth first, until one is trusted. */
  private static final class Search {
    private static final Comparator<Result> CLOSEST =
        Comparator.comparing((Result result) -> distance(result))
            .thenComparing(result -> result.reasons.size())
            .thenComparing(result -> result.path.size());

    private final List<X509Certificate> anchors;
    private final Set<X509Certificate> candidates;
    private final Purpose purpose;
    private final Instant at;
    private int verifications;
    private Optional<Result> closest = Optional.empty();

    Search(
        List<X509Certificate> anchors,
        Collection<X509Certificate> pool,
        Purpose purpose,
        Instant at) {
      this.anchors = anchors;
      this.candidates = new LinkedHashSet<>(anchors);
      this.candidates.addAll(pool);
      this.purpose = purpose;
      this.at = at;
    }

    private static int distance(Result result) {
      if (result.status == Report.Chain.INCOMPLETE) {
        return 3;
      }
      boolean elsewhere =
          result.reasons.contains("root-not-trusted") || result.reasons.contains("chain-too-long");
      return elsewhere ? 2 : result.status == Report.Chain.TRUSTED ? 0 : 1;
    }

    private boolean found() {
      return closest.map(result -> result.status == Report.Chain.TRUSTED).orElse(false);
    }

    void extend(List<X509Certificate> path) {
      X509Certificate last = path.getLast();
      if (anchors.contains(last)) {
        ends(path, Report.Chain.TRUSTED, Optional.empty());
        return;
      }
      if (path.size() > LONGEST_CHAIN) {
        ends(path, Report.Chain.UNTRUSTED, Optional.of("chain-too-long"));
        return;
      }
      boolean selfSigned = last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
      boolean further = false;
      for (X509Certificate candidate : candidates) {
        if (found()) {
          return;
        }
        boolean issuer = named(last, candidate) && signed(last, candidate);
        // The same authority a second time leads nowhere (RFC 4158, section 2.4.2).
        if (issuer && path.stream().noneMatch(each -> sameAuthority(each, candidate))) {
          further = true;
          List<X509Certificate> longer = new ArrayList<>(path);
          longer.add(candidate);
          extend(longer);
        }
        selfSigned |= issuer;
      }
      if (!further) {
        end(path, selfSigned);
      }
    }

    private void end(List<X509Certificate> path, boolean selfSigned) {
      if (verifications >= MOST_VERIFICATIONS) {
        ends(path, Report.Chain.INCOMPLETE, Optional.of("chain-search-ended"));
      } else if (selfSigned) {
        ends(path, Report.Chain.UNTRUSTED, Optional.of("root-not-trusted"));
      } else {
        ends(path, Report.Chain.INCOMPLETE, Optional.of("issuer-missing"));
      }
    }

    private void ends(List<X509Certificate> path, Report.Chain end, Optional<String> reason) {
      List<String> reasons = new ArrayList<>();
      reason.ifPresent(reasons::add);
      reasons.addAll(PathRules.broken(path, purpose));
      Report.Chain status =
          end == Report.Chain.TRUSTED && !reasons.isEmpty() ? Report.Chain.UNTRUSTED : end;
      if (!path.stream().allMatch(each -> PathRules.validAt(each, at))) {
        reasons.add("certificate-not-valid-at-time");
        status = status == Report.Chain.TRUSTED ? Report.Chain.EXPIRED : status;
      }
      boolean demo =
          path.stream().anyMatch(c -> CertificateFacts.hasPolicy(c, ProjectOids.POLICY_DEMO));
      Result result = new Result(status, List.copyOf(reasons), List.copyOf(path), demo);
      if (closest.isEmpty() || CLOSEST.compare(result, closest.get()) < 0) {
        closest = Optional.of(result);
      }
    }

    private static boolean sameAuthority(X509Certificate one, X509Certificate other) {
      return one.getSubjectX500Principal().equals(other.getSubjectX500Principal())
          && one.getPublicKey().equals(other.getPublicKey());
    }

    private boolean signed(X509Certificate certificate, X509Certificate issuer) {
      if (++verifications > MOST_VERIFICATIONS) {
        return false;
      }
      return hasSigned(certificate, issuer);
    }
  }

  private static boolean named(X509Certificate certificate, X509Certificate issuer) {
    return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
  }

  private static boolean hasSigned(X509Certificate certificate, X509Certificate issuer) {
    try {
      if (issuer.getPublicKey() instanceof RSAPublicKey rsa
          && rsa.getPublicExponent().bitLength() > LONGEST_EXPONENT) {
        return false;
      }
      return ISSUED.has(certificate, issuer) || verified(certificate, issuer);
    } catch (GeneralSecurityException | RuntimeException e) {
      // BouncyCastle meets a hostile key with whatever exception comes first.
      return false;
    }
  }

  private static boolean verified(X509Certificate certificate, X509Certificate issuer)
      throws GeneralSecurityException {
    certificate.verify(issuer.getPublicKey(), "BC");
    ISSUED.put(certificate, issuer);
    return true;
  }

  /**
   * The first of some certificates whose key has signed another and which has its issuer's name.
   */
  public static Optional<X509Certificate> issuer(
      X509Certificate certificate, Collection<X509Certificate> pool) {
    return pool.stream()
        .filter(each -> named(certificate, each) && hasSigned(certificate, each))
        .findFirst();
  }
}
