// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.time.Duration;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** Section "States" as far as it needs nobody at the pad. The PIN was verified. */
final class StateChecks {
  private static final Duration CASE = Duration.ofMinutes(10).plusSeconds(2);
  private static final byte[] CHALLENGE = new byte[16];
  private static final byte[] DIGEST = new byte[32];
  private static final int NONE = 0;
  private static final int GENERATED = 1;
  private static final int GONE = 4;

  private final Probe probe;
  private byte[] earlier = Probe.NONE;

  StateChecks(Probe probe) {
    this.probe = probe;
  }

  void run() throws PadException, Stuck {
    noCase();
    noKey();
    generated();
    replaced();
    cancelled();
  }

  private void noCase() throws PadException, Stuck {
    Check check = Check.STATE_NO_CASE;
    probe.must("CANCEL", Probe.CANCEL, Probe.NONE);
    probe.refused(check, "BEGIN CAPTURE", Probe.BEGIN_CAPTURE, Probe.NONE);
    probe.refused(check, "GENERATE", Probe.GENERATE, Probe.NONE);
    probe.refused(check, "STATEMENT", Probe.STATEMENT, DIGEST);
    probe.refused(check, "REQUEST", Probe.REQUEST, Writings.requestInfo(Probe.NONE));
    probe.refused(check, "SIGN", Probe.SIGN, Writings.attributes(DIGEST, 0));
    for (int length : new int[] {15, 33}) {
      probe.expect(
          Check.CHALLENGE_LENGTH,
          length + " bytes",
          "6700",
          probe.send(Probe.BEGIN_CASE, new byte[length]));
    }
  }

  private void noKey() throws PadException, Stuck {
    Check check = Check.STATE_NO_KEY;
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, CHALLENGE);
    probe.refused(check, "STATEMENT", Probe.STATEMENT, DIGEST);
    probe.refused(check, "REQUEST", Probe.REQUEST, Writings.requestInfo(Probe.NONE));
    probe.refused(check, "SIGN", Probe.SIGN, Writings.attributes(DIGEST, 0));
    int key = probe.state().key();
    probe.findings().expect(check, "key state " + NONE, "key state " + key);
  }

  private void generated() throws PadException, Stuck {
    byte[] key = probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
    earlier = key;
    probe.refused(Check.GENERATE_ONCE, "second GENERATE", Probe.GENERATE, Probe.NONE);
    int state = probe.state().key();
    probe.findings().expect(Check.GENERATE_ONCE, "key state " + GENERATED, "key state " + state);
    byte[] request = Writings.requestInfo(key);
    probe.refused(Check.REQUEST_NEEDS_STATEMENT, "REQUEST", Probe.REQUEST, request);
    byte[] attributes = Writings.attributes(DIGEST, 0);
    probe.refused(Check.SIGN_NEEDS_REQUEST, "SIGN", Probe.SIGN, attributes);
    probe.must("BEGIN CAPTURE", Probe.BEGIN_CAPTURE, Probe.NONE);
    probe.refused(Check.STATEMENT_NEEDS_CONFIRM, "STATEMENT", Probe.STATEMENT, DIGEST);
  }

  private void replaced() throws PadException, Stuck {
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, CHALLENGE);
    int state = probe.state().key();
    probe.findings().expect(Check.CASE_REPLACED, "key state " + NONE, "key state " + state);
  }

  private void cancelled() throws PadException, Stuck {
    byte[] key = probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
    boolean fresh = !Arrays.equals(key, earlier);
    probe.findings().expect(Check.KEY_FRESH, fresh, "another key for the same challenge");
    probe.must("CANCEL", Probe.CANCEL, Probe.NONE);
    gone(probe, Check.CANCEL_DESTROYS_KEY);
  }

  /** Leaves the chip with its PIN verified again. */
  void linkEnd() throws PadException, Stuck {
    Check check = Check.LINK_END_DESTROYS_KEY;
    if (probe.stand().pad().link().certificate().isEmpty()) {
      probe.findings().leftOut(check, "the line is in clear");
      return;
    }
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, CHALLENGE);
    probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
    probe.stand().reopen();
    lost(check, probe.state());
    probe.openPin();
  }

  private void lost(Check check, Probe.State state) throws PadException {
    boolean lost = state.key() == NONE || state.key() == GONE;
    probe.findings().expect(check, lost, "key state 0 or 4, got " + state.key());
    probe.findings().expect(check, !state.caseOpen(), "no case");
    probe.expect(check, "BEGIN CASE", "6982", probe.send(Probe.BEGIN_CASE, CHALLENGE));
  }

  /** Whether the case is over, its key GONE, and nothing can be had from it. */
  static void gone(Probe probe, Check check) throws PadException, Stuck {
    Probe.State state = probe.state();
    probe.findings().expect(check, "key state " + GONE, "key state " + state.key());
    probe.findings().expect(check, !state.caseOpen(), "no open case in INFO");
    probe.refused(check, "GENERATE", Probe.GENERATE, Probe.NONE);
    probe.refused(check, "SIGN", Probe.SIGN, Writings.attributes(DIGEST, 0));
  }

  void timeout() throws PadException, Stuck {
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, CHALLENGE);
    probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
    if (probe.stand().letPass(CASE)) {
      gone(probe, Check.TIMEOUT_DESTROYS_KEY);
    } else {
      probe.findings().leftOut(Check.TIMEOUT_DESTROYS_KEY, "takes ten minutes, not asked for");
    }
    probe.must("CANCEL", Probe.CANCEL, Probe.NONE);
  }

  /** Leaves the chip with its PIN verified again. */
  void power() throws PadException, Stuck {
    Check check = Check.POWER_DESTROYS_KEY;
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, CHALLENGE);
    probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
    probe.must("DATA KEY", Probe.DATA_KEY, Probe.NONE);
    if (!probe.stand().cyclePower()) {
      probe.findings().leftOut(check, "the power cannot be taken away here");
      return;
    }
    Probe.State state = probe.state();
    probe.findings().expect(check, !state.dataKey(), "no data key");
    lost(check, state);
    probe.openPin();
  }
}
