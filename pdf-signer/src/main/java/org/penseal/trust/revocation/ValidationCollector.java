// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penseal.pdf.Report;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.TrustStore;

/**
 * Gathers what will prove later that a chain was good: issuers, OCSP responses, revocation lists.
 *
 * <p>Nobody is asked about a chain whose root is not trusted, and no issuer is fetched: an address
 * in a certificate that nobody trusts is anybody's. What is known already may be of any root, that
 * is the verifier's matter; every other rule must hold. May be shared between threads.
 */
public final class ValidationCollector {
  private final ChainCheck chains;
  private final RevocationClient client;

  /**
   * A collector.
   *
   * @param store the roots whose chains are asked about
   */
  public ValidationCollector(TrustStore store, RevocationClient client) {
    this.chains = new ChainCheck(store);
    this.client = client;
  }

  /**
   * Gathers for one chain.
   *
   * @param question whose chain; {@code at} is the time of signature or token
   * @param known what is there already; what it proves is not fetched again
   * @return only what is needed for this chain, with what was known
   * @throws CredentialException.ChainRefused if the chain cannot be built or breaks a rule, or if
   *     somebody would have to be asked about it and its root is not trusted
   * @throws CredentialException.NotValidAt if a certificate of it is not valid at the time
   * @throws CredentialException.Revoked if one was revoked at the time
   * @throws ServiceException.RevocationUnavailable if nobody says whether one is revoked
   */
  public ValidationData collect(PathJudge.Question question, ValidationData known)
      throws SigningException {
    ChainCheck.Result chain = chain(question, known);
    List<X509Certificate> path = chain.path();
    ValidationData all = known.plus(ValidationData.of(path));
    for (int i = 0; i + 1 < path.size(); i++) {
      Subject subject = new Subject(path.get(i), path.get(i + 1));
      if (subject.needsAnswer()) {
        all = answered(subject, question, all, chain.status() == Report.Chain.TRUSTED);
      }
    }
    return all;
  }

  private ValidationData answered(
      Subject subject, PathJudge.Question question, ValidationData known, boolean trusted)
      throws SigningException {
    Status status = status(subject, known, question.at());
    ValidationData all = known;
    if (status instanceof Status.Unknown) {
      if (!trusted) {
        throw new CredentialException.ChainRefused(List.of("root-not-trusted"));
      }
      all = known.plus(client.ask(subject).data());
      status = status(subject, all, question.at());
    }
    if (status instanceof Status.Revoked revoked && !PathJudge.stillGood(revoked, question)) {
      throw new CredentialException.Revoked(subject.serial(), revoked.effective());
    }
    if (status instanceof Status.Unknown unknown) {
      // The answer is of today and the certificate ended before: the issuer may have dropped it.
      throw new ServiceException.RevocationUnavailable(
          subject.serial(), List.of(unknown.attempt(null)));
    }
    return all;
  }

  private Status status(Subject subject, ValidationData data, Instant at) {
    Instant now = client.now();
    return RevocationCheck.of(subject, ProvenData.unprotected(data, now), at, now);
  }

  private ChainCheck.Result chain(PathJudge.Question question, ValidationData known)
      throws SigningException {
    List<X509Certificate> pool = new ArrayList<>(question.pool());
    pool.addAll(known.parsed());
    ChainCheck.Result result =
        chains.check(question.leaf(), pool, question.purpose(), question.at());
    for (X509Certificate each : result.path()) {
      Instant from = each.getNotBefore().toInstant();
      Instant until = each.getNotAfter().toInstant();
      if (question.at().isBefore(from) || question.at().isAfter(until)) {
        throw new CredentialException.NotValidAt(each, question.at());
      }
    }
    Set<String> tolerated = Set.of("root-not-trusted");
    if (!tolerated.containsAll(result.reasons())) {
      throw new CredentialException.ChainRefused(result.reasons());
    }
    return result;
  }
}
