// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.tls.PeerPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a certificate of a path was revoked, now, for connections: who is refused is told at once
 * and nobody judges later. May be shared between threads.
 *
 * @param sources lists at hand, as they are now, and who is asked where they say nothing; addresses
 *     are taken from certificates that lead to a root only
 * @param required whether somebody must have said of every certificate that it is good
 */
public record PathRevocation(Supplier<PathJudge.Sources> sources, boolean required, Clock clock)
    implements PeerPath.Rule {
  private static final Logger LOG = LoggerFactory.getLogger(PathRevocation.class);

  /** By lists that stay as they are. */
  public PathRevocation(PathJudge.Sources sources, boolean required, Clock clock) {
    this(() -> sources, required, clock);
  }

  @Override
  public void require(List<X509Certificate> path) throws CertPathValidatorException {
    Instant now = clock.instant();
    PathJudge.Sources at = sources.get();
    ProvenData lists =
        ProvenData.unprotected(new ValidationData(List.of(), List.of(), at.lists()), now);
    for (int i = 0; i + 1 < path.size(); i++) {
      Subject subject = new Subject(path.get(i), path.get(i + 1));
      if (subject.itself()) {
        continue;
      }
      switch (status(subject, lists, at.client(), now)) {
        case Status.Revoked revoked ->
            throw new CertPathValidatorException(
                "revoked: " + subject.serial(), null, null, -1, BasicReason.REVOKED);
        case Status.Unknown unknown -> {
          if (required && subject.needsAnswer()) {
            throw new CertPathValidatorException(
                "nobody knows of " + subject.serial(),
                null,
                null,
                -1,
                BasicReason.UNDETERMINED_REVOCATION_STATUS);
          }
        }
        case Status.Good good -> {
          // The next one.
        }
      }
    }
  }

  private static Status status(
      Subject subject, ProvenData lists, Optional<RevocationClient> client, Instant now) {
    Status said = RevocationCheck.of(subject, lists, now, now);
    if (!(said instanceof Status.Unknown) || client.isEmpty() || !subject.needsAnswer()) {
      return said;
    }
    try {
      return client.get().ask(subject).status();
    } catch (ServiceException.RevocationUnavailable e) {
      LOG.info("{}: {}", e.serial, e.reason());
      return said;
    }
  }
}
