// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;
import org.penseal.pad.ink.InkDigest;

/** Section "Statement": every field against what the host saw itself. */
final class StatementChecks {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  private final Probe probe;
  private final Clock clock;
  private Optional<Long> latestCounter = Optional.empty();

  StatementChecks(Probe probe, Clock clock) {
    this.probe = probe;
    this.clock = clock;
  }

  ChipStatement check(byte[] der, ConformanceCase run, byte[] publicKey, Ink ink)
      throws PadException, Stuck {
    ChipStatement statement;
    try {
      statement = ChipStatement.decode(der);
    } catch (PadException.Malformed e) {
      probe.findings().expect(Check.STATEMENT_FORM, false, "the DER of version 1");
      throw new Stuck("the statement cannot be read");
    }
    StatementBody body = statement.body();
    boolean fromChip = body.origin() == StatementBody.Origin.CHIP;
    probe.findings().expect(Check.STATEMENT_FORM, fromChip, "origin chip");
    device(body);
    equal(Check.STATEMENT_CHALLENGE, ByteString.of(run.challenge), body.challenge());
    equal(Check.STATEMENT_KEY, ByteString.of(publicKey), body.oneTimeKey());
    equal(Check.STATEMENT_MANIFEST, ByteString.of(run.manifest), body.manifestDigest());
    equal(Check.STATEMENT_PEN_DIGEST, ByteString.of(InkDigest.sm3(ink)), body.pen().digest());
    say(Check.STATEMENT_REPORTS, (long) ink.samples().size(), body.pen().reports());
    say(Check.STATEMENT_ATTEMPTS, run.attempts, body.pen().attempts());
    pictures(run, body);
    confirm(run, body);
    latestCounter.ifPresent(c -> say(Check.STATEMENT_COUNTER, c + 1, body.counter()));
    latestCounter = Optional.of(body.counter());
    probe
        .findings()
        .expect(
            Check.STATEMENT_SIGNATURE,
            statement.verifySignature(),
            "a signature by the key of the certificate in the statement");
    byte[] device = probe.must("DEVICE CERTIFICATE", Probe.DEVICE_CERTIFICATE, Probe.NONE);
    probe
        .findings()
        .expect(
            Check.STATEMENT_CERTIFICATE,
            Objects.equals(statement.certificate(), ByteString.of(device)),
            "the bytes that DEVICE CERTIFICATE gives");
    return statement;
  }

  private void device(StatementBody body) {
    PadIdentity identity = probe.stand().pad().identity();
    StatementBody.Device device = body.device();
    say(Check.STATEMENT_DEVICE, identity.serialNumber(), device.serialNumber());
    say(Check.STATEMENT_DEVICE, identity.firmware(), device.firmware());
    say(Check.STATEMENT_DEVICE, identity.model().reportedName(), device.model());
  }

  private void pictures(ConformanceCase run, StatementBody body) {
    boolean same = run.pictures.equals(body.pictures());
    probe
        .findings()
        .expect(
            Check.STATEMENT_PICTURES,
            same,
            "the digests of the "
                + run.pictures.size()
                + " pictures sent, got "
                + body.pictures().size()
                + " digests");
    equal(Check.STATEMENT_CONFIRM_SCREEN, run.pictures.getLast(), body.confirm().screen());
  }

  private void confirm(ConformanceCase run, StatementBody body) {
    say(Check.STATEMENT_CONFIRM_AREA, probe.stand().pad().layout().ok(), body.confirm().area());
    Instant time = body.confirm().time();
    Instant from = run.begun.minus(CLOCKS_APART);
    Instant to = clock.instant().plus(CLOCKS_APART);
    probe
        .findings()
        .expect(
            Check.STATEMENT_CONFIRM_TIME,
            !time.isBefore(from) && !time.isAfter(to),
            "between " + from + " and " + to + ", got " + time);
  }

  private void say(Check check, Object expected, Object got) {
    probe.findings().expect(check, expected.toString(), got.toString());
  }

  private void equal(Check check, ByteString expected, ByteString got) {
    probe.findings().expect(check, expected.hex(), got.hex());
  }
}
