// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.ButtonPresses;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PenSample;
import org.penseal.pad.protocol.PenReport;

/** Chips that keep a case, its confirm or its key in the wrong way. */
final class BrokenCase {
  private BrokenCase() {}

  static SimulatedChip statesWithoutConfirm(ChipParts p) {
    return p.chip(new ChipOneTimeKey(), Forcing::new);
  }

  static SimulatedChip keepsAConfirm(ChipParts p) {
    return p.chip(new ChipOneTimeKey(), Keeping::new);
  }

  static SimulatedChip signsAfterCancel(ChipParts p) {
    return new RememberingKey(p);
  }

  static SimulatedChip showsALiveKeyAfterSign(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized byte[] execute(byte[] apdu) {
        byte[] answer = super.execute(apdu);
        if (apdu[1] == 0x10 && answer.length == 20 && answer[1] == 3) {
          answer[1] = 2;
        }
        return answer;
      }
    };
  }

  static SimulatedChip keepsTheKeyWithoutPower(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized void powerLoss() {
        // Everything stays as it was.
      }
    };
  }

  static SimulatedChip neverTimesOut(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, Clock.systemUTC(), p.random);
  }

  static SimulatedChip keepsACaseOverTheEndOfALink(ChipParts p) {
    return new SimulatedChip(p.device, p.pin, p.counter, p.clock, p.random) {
      @Override
      public synchronized void linkLost() {
        // Everything stays as it was.
      }
    };
  }

  static SimulatedChip confirmsAnEmptySignature(ChipParts p) {
    return p.chip(new ChipOneTimeKey(), Hasty::new);
  }

  static SimulatedChip hearsNoPressOnCancel(ChipParts p) {
    return p.chip(
        new ChipOneTimeKey(),
        (challenge, now, layout) ->
            new ChipCase(challenge, now, layout) {
              @Override
              @Nullable PadButton pen(byte[] report, byte[] screen, Instant at) {
                PadButton pressed = super.pen(report, screen, at);
                return pressed == PadButton.CANCEL ? null : pressed;
              }
            });
  }

  /** Keeps a copy of the private key and signs with it after CANCEL. */
  private static final class RememberingKey extends SimulatedChip {
    private final ChipOneTimeKey key;
    private boolean cancelled;
    private @Nullable ECPrivateKeyParameters copy;

    RememberingKey(ChipParts p) {
      this(p, new ChipOneTimeKey());
    }

    private RememberingKey(ChipParts p, ChipOneTimeKey key) {
      super(p.device, p.pin, p.counter, p.clock, p.random, key);
      this.key = key;
    }

    @Override
    byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
      if (key.state == ChipOneTimeKey.State.REQUESTED) {
        copy = key.key;
      }
      if (command.ins == 0x4E || command.ins == 0x30) {
        cancelled = command.ins == 0x4E;
      }
      ECPrivateKeyParameters kept = copy;
      return command.ins == 0x46 && cancelled && kept != null
          ? Sm2.sign(kept, command.data, new SecureRandom())
          : super.run(command);
    }
  }

  /** Takes a STATEMENT itself for the confirm. */
  private static final class Forcing extends ChipCase {
    private final Instant now;

    Forcing(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
      this.now = now;
    }

    @Override
    boolean confirmed() {
      return super.confirmed() || attempts() == 1 && askedByStatement();
    }

    /** INFO asks too: only STATEMENT is on the stack of a command that states. */
    private static boolean askedByStatement() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(f -> f.getMethodName().equals("statement")));
    }

    @Override
    Instant confirmedAt() throws CommandRefused {
      return super.confirmed() ? super.confirmedAt() : now;
    }

    @Override
    byte[] confirmedScreen() throws CommandRefused {
      return super.confirmed() ? super.confirmedScreen() : new byte[32];
    }
  }

  /** A confirm stays although a new capture begins. */
  private static final class Keeping extends ChipCase {
    private boolean ever;

    Keeping(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
    }

    @Override
    boolean confirmed() {
      ever |= super.confirmed();
      return ever;
    }

    @Override
    void beginCapture(byte[] screen) throws CommandRefused {
      ever |= super.confirmed();
      super.beginCapture(screen);
    }
  }

  /** Takes a press on OK for the confirm although nothing was written before it. */
  private static final class Hasty extends ChipCase {
    private final ButtonPresses presses;
    private final PadLayout layout;
    private @Nullable Instant early;
    private byte[] earlyScreen = new byte[0];

    Hasty(byte[] challenge, Instant now, PadLayout layout) {
      super(challenge, now, layout);
      this.layout = layout;
      this.presses = new ButtonPresses(layout);
    }

    @Override
    void beginCapture(byte[] screen) throws CommandRefused {
      super.beginCapture(screen);
      early = null;
      presses.restart();
      write();
    }

    /** Has its own presses believe that something was written. */
    private void write() {
      int x = layout.xOf(layout.ink().left() + 1);
      int y = layout.yOf(layout.ink().top() + 1);
      presses.accept(new PenSample(x, y, 500, true, 1, 0, 0, 0));
      presses.accept(new PenSample(x, y, 0, true, 0, 0, 0, 0));
    }

    @Override
    @Nullable PadButton pen(byte[] report, byte[] screen, Instant now) {
      if (early != null) {
        return null;
      }
      PadButton right = super.pen(report, screen, now);
      boolean ok = presses.accept(PenReport.decode(report)).orElse(null) == PadButton.OK;
      if (ok && right == null && attempts() > 0 && !super.confirmed()) {
        early = now;
        earlyScreen = screen.clone();
        return PadButton.OK;
      }
      return right;
    }

    @Override
    boolean confirmed() {
      return super.confirmed() || early != null;
    }

    @Override
    Instant confirmedAt() throws CommandRefused {
      Instant at = early;
      return at == null ? super.confirmedAt() : at;
    }

    @Override
    byte[] confirmedScreen() throws CommandRefused {
      return early == null ? super.confirmedScreen() : earlyScreen.clone();
    }
  }
}
