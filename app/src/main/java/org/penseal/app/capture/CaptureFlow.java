// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.screen.ShownPage;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.pad.Awaited;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadPicture;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.PadChip;

/** Has the signer write on the pad until OK or cancel is pressed there. */
public final class CaptureFlow {
  private static final int CHALLENGE_BYTES = 32;
  private static final Duration STEP = Duration.ofMillis(200);

  private final Pad pad;
  private final Clock clock;
  private final SecureRandom random;
  private final RunningInk running = new RunningInk();
  private final List<Ink> discarded = new ArrayList<>();

  /** A flow on an open pad. */
  public CaptureFlow(Pad pad, Clock clock, SecureRandom random) {
    this.pad = pad;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens the chip with its PIN.
   *
   * @param pin 8 to 16 bytes; not needed, and not used, for a pad without a chip
   * @return the chip, or empty if the model has none
   * @throws CaseException.PinNeeded without a PIN, before a try is used up
   */
  public Optional<PadChip> unlock(byte[] pin) throws PadException, CaseException {
    if (!pad.identity().model().chip()) {
      return Optional.empty();
    }
    if (pin.length == 0) {
      throw new CaseException.PinNeeded(pad.identity().model().id());
    }
    PadChip chip = new PadChip(pad.secureElement());
    chip.verifyPin(pin);
    return Optional.of(chip);
  }

  /**
   * Shows the page, on a pad that takes one and to the watcher, and takes the ink. Runs on the
   * calling thread; an interrupt ends it.
   *
   * @param chip the opened chip, if there is one
   * @param limit how long the signer may take in all
   * @return what was written, or empty if the signer pressed cancel
   * @throws PadException.TimedOut when the signer takes longer
   * @throws PadException.Gone when the pad is unplugged
   */
  public Optional<CapturedInk> run(
      Optional<PadChip> chip, ShownPage page, InkWatcher watcher, Duration limit)
      throws PadException {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    random.nextBytes(challenge);
    if (chip.isPresent()) {
      chip.get().beginCase(challenge);
    }
    PadPicture picture = page.picture();
    Optional<ShownPage> sent =
        pad.identity().model().showsPictures() ? Optional.of(page) : Optional.empty();
    if (sent.isPresent()) {
      pad.show(picture);
    }
    watcher.shown(picture);
    discarded.clear();
    running.begin(pad, pad::startCapture);
    watcher.signing();
    Instant end = clock.instant().plus(limit);
    while (clock.instant().isBefore(end)) {
      switch (pad.next(STEP).orElse(null)) {
        case null -> {
          // nothing happened yet
        }
        case PadEvent.Pen pen -> {
          running.add(pen.sample());
          watcher.pen(pen.sample());
        }
        case PadEvent.Gone gone -> throw new PadException.Gone(pad.identity().model().id(), null);
        case PadEvent.Pressed pressed when pressed.button() == PadButton.CLEAR -> {
          discarded.add(pad.stopCapture());
          running.begin(pad, pad::restartCapture);
          watcher.shown(picture);
          watcher.signing();
        }
        case PadEvent.Pressed pressed when pressed.button() == PadButton.CANCEL -> {
          pad.stopCapture();
          return Optional.empty();
        }
        case PadEvent.Pressed ok -> {
          Ink ink = pad.stopCapture();
          return Optional.of(
              new CapturedInk(
                  pad.identity(),
                  ink,
                  List.of(),
                  List.copyOf(discarded),
                  sent,
                  Optional.empty(),
                  ByteString.of(challenge),
                  clock.instant()));
        }
      }
    }
    throw new PadException.TimedOut(Awaited.SIGNER, "answer of the signer", limit);
  }

  /** What was written and will not be signed, after the pad was unplugged in the last run. */
  public List<Ink> cut() {
    List<Ink> all = new ArrayList<>(discarded);
    Ink last = running.cut(pad.identity().space());
    if (!pad.layout().handwriting(last).isEmpty()) {
      all.add(last);
    }
    return all;
  }
}
