// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** Section "PIN". */
final class PinChecks {
  private static final int MOST_TRIES = 15;
  private static final int LONGEST = 16;

  private final Probe probe;

  PinChecks(Probe probe) {
    this.probe = probe;
  }

  /** What costs no more than one try, which the right PIN gives back. */
  void run() throws PadException, Stuck {
    probe.expect(
        Check.PIN_REQUIRED, "BEGIN CASE", "6982", probe.send(Probe.BEGIN_CASE, new byte[16]));
    int tries = probe.state().triesLeft();
    if (tries < 2) {
      throw new Stuck("only " + tries + " tries left, none is spent");
    }
    byte[] pin = probe.stand().pin();
    probe.expect(
        Check.PIN_SHORT, "7 bytes", "6700", probe.send(Probe.VERIFY_PIN, Arrays.copyOf(pin, 7)));
    probe.expect(
        Check.PIN_LONG, "17 bytes", "6700", probe.send(Probe.VERIFY_PIN, Arrays.copyOf(pin, 17)));
    tries = probe.state().triesLeft();
    probe.expect(
        Check.PIN_COUNTS,
        "wrong PIN",
        "63c%x".formatted(tries - 1),
        probe.send(Probe.VERIFY_PIN, wrong()));
    int left = probe.state().triesLeft();
    probe.findings().expect(Check.PIN_COUNTS, tries - 1 + " tries", left + " tries");
    probe.expect(Check.PIN_RESTORES, "right PIN", "9000", probe.send(Probe.VERIFY_PIN, pin));
    int again = probe.state().triesLeft();
    probe.findings().expect(Check.PIN_RESTORES, again >= tries, tries + " tries, got " + again);
    whole(pin);
  }

  /** Wrong at its end, and where there is room longer than the right one. */
  private void whole(byte[] pin) throws PadException, Stuck {
    byte[] end = pin.clone();
    end[end.length - 1] ^= 1;
    almost("last byte wrong", end);
    if (pin.length < LONGEST) {
      byte[] longer = Arrays.copyOf(pin, pin.length + 1);
      longer[pin.length] = '0';
      almost("a byte too many", longer);
    }
  }

  private void almost(String what, byte[] pin) throws PadException, Stuck {
    Probe.Answer answer = probe.send(Probe.VERIFY_PIN, pin);
    boolean refused = answer.status().startsWith("63c");
    probe
        .findings()
        .expect(Check.PIN_WHOLE, refused, what + " refused with 63Cx, got " + answer.status());
    probe.openPin();
  }

  /** Uses the tries up; the last thing that is done with a chip. */
  void block() throws PadException, Stuck {
    if (!probe.stand().mayBlockPin()) {
      probe.findings().leftOut(Check.PIN_TRIES_KEPT, "not allowed to block the PIN");
      probe.findings().leftOut(Check.PIN_BLOCKED, "not allowed to block the PIN");
      return;
    }
    withoutPower();
    String status = "";
    for (int i = 0; i < MOST_TRIES && !status.equals("63c0") && !status.equals("6983"); i++) {
      status = probe.send(Probe.VERIFY_PIN, wrong()).status();
    }
    probe.findings().expect(Check.PIN_BLOCKED, "last try 63c0", "last try " + status);
    probe.expect(
        Check.PIN_BLOCKED, "right PIN", "6983", probe.send(Probe.VERIFY_PIN, probe.stand().pin()));
  }

  /** Uses a try and takes the current away. */
  private void withoutPower() throws PadException, Stuck {
    probe.openPin();
    probe.send(Probe.VERIFY_PIN, wrong());
    int left = probe.state().triesLeft();
    if (!probe.stand().cyclePower()) {
      probe.findings().leftOut(Check.PIN_TRIES_KEPT, "the power cannot be taken away here");
      return;
    }
    int after = probe.state().triesLeft();
    probe.findings().expect(Check.PIN_TRIES_KEPT, left + " tries", after + " tries");
  }

  private byte[] wrong() {
    byte[] wrong = probe.stand().pin();
    wrong[0] ^= 1;
    return wrong;
  }
}
