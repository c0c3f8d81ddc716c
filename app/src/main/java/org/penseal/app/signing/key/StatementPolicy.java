// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penseal.app.evidence.Sm3;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pdf.Octets;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.EventRequest;
import org.penseal.trust.Purpose;
import org.penseal.trust.RequestCheck;
import org.penseal.trust.TrustStore;

/**
 * What a CA asks of the statement in a request before it issues an event certificate: that it is
 * the one that was bound, about this very key, and, for a chip, from a certified device.
 */
public final class StatementPolicy implements RequestCheck {
  private final TrustStore devices;
  private final Clock clock;

  /**
   * @param devices whose devices are trusted
   */
  public StatementPolicy(TrustStore devices, Clock clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(EventRequest request) {
    ChipStatement statement;
    try {
      statement = ChipStatement.decode(request.statement().bytes());
    } catch (PadException.Malformed e) {
      return Optional.of("statement-malformed");
    }
    StatementBody body = statement.body();
    Octets digest = Octets.of(Sm3.of(request.statement().bytes()));
    if (!digest.equals(request.binding().statementDigest())) {
      return Optional.of("statement-not-bound");
    }
    if (!Arrays.equals(body.oneTimeKey().bytes(), request.key().getEncoded())) {
      return Optional.of("statement-for-another-key");
    }
    if (!Arrays.equals(body.manifestDigest().bytes(), request.binding().manifestDigest().bytes())) {
      return Optional.of("statement-for-another-manifest");
    }
    if (!statement.verifySignature()) {
      return Optional.of("statement-signature-broken");
    }
    return body.origin() == StatementBody.Origin.HOST ? Optional.empty() : untrusted(statement);
  }

  private Optional<String> untrusted(ChipStatement statement) {
    try {
      Optional<X509Certificate> device = statement.signer();
      if (device.isEmpty()) {
        return Optional.of("device-certificate-missing");
      }
      ChainCheck.Result chain =
          new ChainCheck(devices).check(device.get(), List.of(), Purpose.DEVICE, clock.instant());
      return chain.reasons().isEmpty() ? Optional.empty() : Optional.of("device-not-trusted");
    } catch (PadException.Malformed e) {
      return Optional.of("device-certificate-malformed");
    }
  }
}
