// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.penseal.app.signing.DeviceCounters;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.statement.StatementComparison;
import org.penseal.app.statement.Voucher;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.trust.EventRequest;
import org.penseal.trust.RequestCheck;
import org.penseal.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a CA asks of the statement in a request before it issues an event certificate: that it is
 * the one that was bound, about this very key, made just now, with a number that did not come
 * before, by a certified device or a registered workstation. It has not the manifest: that the
 * statement fits it is for station and verifier.
 */
public final class StatementPolicy implements RequestCheck {
  private static final Logger LOG = LoggerFactory.getLogger(StatementPolicy.class);

  private final TrustStore trusted;
  private final DeviceCounters counters;
  private final Clock clock;

  /**
   * @param trusted whose devices are trusted, and which workstations are registered
   */
  public StatementPolicy(TrustStore trusted, DeviceCounters counters, Clock clock) {
    this.trusted = trusted;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(EventRequest request) {
    byte[] encoded = request.statement().bytes();
    ChipStatement statement;
    try {
      statement = ChipStatement.decode(encoded);
    } catch (PadException.Malformed e) {
      return Optional.of("statement-malformed");
    }
    StatementComparison compared =
        new StatementComparison(statement, encoded)
            .key(request.key().getEncoded())
            .binding(request.binding())
            .askedAt(clock.instant());
    List<StatedPart> differing = compared.differing();
    if (!differing.isEmpty()) {
      return Optional.of(differing.getFirst().code());
    }
    if (compared.modelUnknown()) {
      return Optional.of("device-model-unknown");
    }
    if (Voucher.of(statement, trusted, clock.instant()) == Voucher.NOBODY) {
      return Optional.of(
          statement.body().origin() == StatementBody.Origin.HOST
              ? "station-not-registered"
              : "device-not-trusted");
    }
    return statement.body().origin() == StatementBody.Origin.CHIP
        ? counted(statement)
        : Optional.empty();
  }

  private Optional<String> counted(ChipStatement statement) {
    try {
      X509Certificate device = statement.signer().orElseThrow();
      return counters.take(device.getPublicKey(), statement.body().counter())
          ? Optional.empty()
          : Optional.of(StatedPart.COUNTER.code());
    } catch (IOException | PadException.Malformed e) {
      LOG.warn("cannot tell which statement of the device came last", e);
      return Optional.of("statement-counter-unknown");
    }
  }
}
