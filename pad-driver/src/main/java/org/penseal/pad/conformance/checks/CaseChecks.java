// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.TestStand.Act;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** Sections "States", "Statement" and "Signatures" over cases with a person. */
final class CaseChecks {
  private static final byte[] DOCUMENT = {'d', 'o', 'c', 'u', 'm', 'e', 'n', 't'};
  private static final int BALLAST = 20_000;
  private static final int SIGNED = 3;

  private final Probe probe;
  private final RandomGenerator random;
  private final Clock clock;
  private final StatementChecks statements;
  private final Set<BigInteger> points = new HashSet<>();
  private final Set<String> keys = new HashSet<>();

  CaseChecks(Probe probe, RandomGenerator random, Clock clock) {
    this.probe = probe;
    this.random = random;
    this.clock = clock;
    this.statements = new StatementChecks(probe, clock);
  }

  /** Writes, clears, writes, confirms, has the confirm taken back, writes and confirms again. */
  void wholeCase() throws PadException, Stuck {
    ConformanceCase run = ConformanceCase.begin(probe, random, clock);
    run.show();
    run.show();
    run.capture(Act.SIGN_AND_CLEAR);
    run.capture(Act.SIGN_AND_OK);
    run.beginCaptureOnly();
    probe
        .findings()
        .expect(Check.CONFIRM_TAKEN_BACK, !probe.state().confirmed(), "no confirm in INFO");
    Ink ink = run.capture(Act.SIGN_AND_OK);
    byte[] key = generate(run);
    byte[] request = Writings.requestInfo(key);
    byte[] attributes = Writings.attributes(DOCUMENT, 0);
    probe.refused(Check.REQUEST_NEEDS_STATEMENT, "REQUEST", Probe.REQUEST, request);
    probe.refused(Check.SIGN_NEEDS_REQUEST, "SIGN", Probe.SIGN, attributes);
    statement(run, key, ink);
    probe.refused(Check.STATEMENT_ONCE, "STATEMENT", Probe.STATEMENT, run.manifest);
    probe.refused(Check.CAPTURE_AFTER_STATEMENT, "BEGIN CAPTURE", Probe.BEGIN_CAPTURE, Probe.NONE);
    probe.refused(Check.SIGN_NEEDS_REQUEST, "SIGN", Probe.SIGN, attributes);
    otherKey();
    byte[] signed = probe.must("REQUEST", Probe.REQUEST, request);
    signature(Check.REQUEST_SIGNATURE, key, request, signed);
    probe.refused(Check.REQUEST_ONCE, "REQUEST", Probe.REQUEST, request);
    probe.expect(
        Check.SIGN_ATTRIBUTES, "SIGN", "6a80", probe.send(Probe.SIGN, Writings.noAttributes()));
    signature(Check.SIGN_SIGNATURE, key, attributes, probe.must("SIGN", Probe.SIGN, attributes));
    probe.refused(Check.SIGN_ONCE, "second SIGN", Probe.SIGN, attributes);
    Probe.State after = probe.state();
    boolean over = after.key() == SIGNED && !after.caseOpen();
    probe.findings().expect(Check.KEY_DESTROYED, over, "key SIGNED and no case in INFO");
  }

  /** The device's own key takes the place of the one-time key. */
  private void otherKey() throws PadException, Stuck {
    byte[] der = probe.must("DEVICE CERTIFICATE", Probe.DEVICE_CERTIFICATE, Probe.NONE);
    byte[] other = publicKeyInfo(der);
    probe.expect(
        Check.REQUEST_OTHER_KEY,
        "REQUEST for another key",
        "6a80",
        probe.send(Probe.REQUEST, Writings.requestInfo(other)));
  }

  private static byte[] publicKeyInfo(byte[] certificate) throws Stuck {
    try {
      return CertificateFactory.getInstance("X.509", "BC")
          .generateCertificate(new ByteArrayInputStream(certificate))
          .getPublicKey()
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new Stuck("the device certificate cannot be read");
    }
  }

  private byte[] generate(ConformanceCase run) throws PadException, Stuck {
    byte[] key = run.generate();
    boolean fresh = keys.add(Arrays.toString(key));
    probe.findings().expect(Check.KEY_FRESH, fresh, "a key that no earlier case had");
    return key;
  }

  private void statement(ConformanceCase run, byte[] key, Ink ink) throws PadException, Stuck {
    byte[] der = probe.must("STATEMENT", Probe.STATEMENT, run.manifest);
    ChipStatement statement = statements.check(der, run, key, ink);
    if (statement.signer().isPresent()) {
      byte[] device = statement.signer().get().getPublicKey().getEncoded();
      nonce(device, statement.body().encode(), statement.signature().bytes());
    }
  }

  private void signature(Check check, byte[] key, byte[] message, byte[] signature) {
    boolean verifies = Sm2Signature.verifies(key, message, signature);
    probe.findings().expect(check, verifies, "a signature that the one-time key verifies");
    if (verifies) {
      nonce(key, message, signature);
    }
  }

  private void nonce(byte[] key, byte[] message, byte[] signature) {
    Optional<BigInteger> point = Sm2Signature.randomPoint(key, message, signature);
    boolean fresh = point.isPresent() && points.add(point.get());
    probe.findings().expect(Check.NONCE_FRESH, fresh, "another random point");
  }

  /** Up to a key that has signed its request. */
  private byte[] requested(ConformanceCase run) throws PadException, Stuck {
    run.show();
    Ink ink = run.capture(Act.SIGN_AND_OK);
    byte[] key = generate(run);
    statement(run, key, ink);
    byte[] request = Writings.requestInfo(key);
    byte[] signed = probe.must("REQUEST", Probe.REQUEST, request);
    signature(Check.REQUEST_SIGNATURE, key, request, signed);
    return key;
  }

  /** Confirms, and signs attributes that fit in no message. */
  void caseInParts() throws PadException, Stuck {
    ConformanceCase run = ConformanceCase.begin(probe, random, clock);
    byte[] key = requested(run);
    byte[] attributes = Writings.attributes(DOCUMENT, BALLAST);
    // The first part is lost by the command that follows it: the others are no attributes.
    Probe.Answer answer = run.signInParts(attributes, probe::state);
    probe.expect(Check.SIGN_PARTS_DROPPED, "SIGN after INFO between parts", "6a80", answer);
    if (!answer.done()) {
      answer = run.signInParts(attributes);
    }
    probe.expect(Check.SIGN_PARTS, "SIGN in parts", "9000", answer);
    signature(Check.SIGN_PARTS, key, attributes, answer.bytes());
  }

  /** Confirms, and the host cancels before it signs. */
  void caseCancelledByHost() throws PadException, Stuck {
    requested(ConformanceCase.begin(probe, random, clock));
    probe.must("CANCEL", Probe.CANCEL, Probe.NONE);
    StateChecks.gone(probe, Check.CANCEL_DESTROYS_KEY);
  }

  /** Presses OK too early, writes and presses CANCEL. */
  void caseCancelledOnThePad() throws PadException, Stuck {
    ConformanceCase run = ConformanceCase.begin(probe, random, clock);
    run.show();
    generate(run);
    run.capture(Act.SIGN_AND_CANCEL);
    boolean early = probe.state().confirmed();
    probe.findings().expect(Check.CONFIRM_NEEDS_INK, !early, "no confirm in INFO");
    if (early) {
      // It does not listen for CANCEL any more.
      probe.must("CANCEL", Probe.CANCEL, Probe.NONE);
    }
    StateChecks.gone(probe, Check.PRESS_CANCEL_DESTROYS_KEY);
  }
}
