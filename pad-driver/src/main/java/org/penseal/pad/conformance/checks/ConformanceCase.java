// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.conformance.TestStand;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** One case with the person at the pad, and everything that the host saw of it. */
final class ConformanceCase {
  private static final Duration PERSON = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int PART_BYTES = 7_000;

  final byte[] challenge = new byte[24];
  final byte[] manifest = new byte[32];
  final List<ByteString> pictures = new ArrayList<>();
  final Instant begun;
  int attempts;
  private final Probe probe;
  private final RandomGenerator random;
  private boolean started;

  private ConformanceCase(Probe probe, RandomGenerator random, Clock clock) {
    this.probe = probe;
    this.random = random;
    this.begun = clock.instant();
    random.nextBytes(challenge);
    random.nextBytes(manifest);
  }

  static ConformanceCase begin(Probe probe, RandomGenerator random, Clock clock)
      throws PadException, Stuck {
    ConformanceCase run = new ConformanceCase(probe, random, clock);
    probe.must("BEGIN CASE", Probe.BEGIN_CASE, run.challenge);
    return run;
  }

  private Pad pad() {
    return probe.stand().pad();
  }

  /** Shows a picture that no other one has: a random strip above, the buttons as black bars. */
  void show() throws PadException {
    PadLayout layout = pad().layout();
    int width = layout.screen().width();
    byte[] bits = PadPicture.blank(width, layout.screen().height()).bits();
    int rowBytes = (width + 7) / 8;
    for (int row = layout.text().top(); row <= layout.text().bottom(); row += 4) {
      Arrays.fill(bits, row * rowBytes, row * rowBytes + 1 + random.nextInt(rowBytes), (byte) 0);
    }
    for (PadButton button : PadButton.values()) {
      PadLayout.Area area = layout.area(button);
      for (int row = area.top(); row <= area.bottom(); row++) {
        int from = row * rowBytes;
        Arrays.fill(bits, from + (area.left() + 7) / 8, from + area.right() / 8, (byte) 0);
      }
    }
    PadPicture picture = new PadPicture(width, layout.screen().height(), bits);
    pad().show(picture);
    pictures.add(ByteString.of(Writings.sm3(picture.bits())));
  }

  /** One capture; the ink ends with the press. */
  Ink capture(TestStand.Act act) throws PadException, Stuck {
    probe.stand().ask(act);
    if (started) {
      pad().restartCapture();
    } else {
      pad().startCapture();
    }
    started = true;
    attempts++;
    PadButton wanted =
        switch (act) {
          case SIGN_AND_OK -> PadButton.OK;
          case SIGN_AND_CLEAR -> PadButton.CLEAR;
          case SIGN_AND_CANCEL -> PadButton.CANCEL;
        };
    PadButton pressed = press();
    Ink ink = pad().stopCapture();
    if (pressed != wanted) {
      throw new Stuck("the person pressed " + pressed + " instead of " + wanted);
    }
    if (ink.lostReports() > 0) {
      throw new Stuck(ink.lostReports() + " pen reports were lost on the line");
    }
    return ink;
  }

  private PadButton press() throws PadException, Stuck {
    long end = System.nanoTime() + PERSON.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<PadEvent> event = pad().next(STEP);
      if (event.isPresent() && event.get() instanceof PadEvent.Pressed(PadButton button)) {
        return button;
      }
      if (event.isPresent() && event.get() instanceof PadEvent.Gone) {
        throw new PadException.Gone("pad under test", null);
      }
    }
    throw new Stuck("nobody signed within " + PERSON.toMinutes() + " minutes");
  }

  /** A raw BEGIN CAPTURE, which the host does not follow. */
  void beginCaptureOnly() throws PadException, Stuck {
    probe.must("BEGIN CAPTURE", Probe.BEGIN_CAPTURE, Probe.NONE);
    attempts++;
  }

  byte[] generate() throws PadException, Stuck {
    return probe.must("GENERATE", Probe.GENERATE, Probe.NONE);
  }

  /** Something between two parts. */
  interface Between {
    void run() throws PadException, Stuck;
  }

  /** SIGN in parts of 7000 bytes. */
  Probe.Answer signInParts(byte[] attributes) throws PadException, Stuck {
    return signInParts(attributes, () -> {});
  }

  /** The same with something after the first part. */
  Probe.Answer signInParts(byte[] attributes, Between between) throws PadException, Stuck {
    int sent = 0;
    while (attributes.length - sent > PART_BYTES) {
      byte[] part = Arrays.copyOfRange(attributes, sent, sent + PART_BYTES);
      Probe.Answer answer = probe.send(Probe.SIGN, 1, part);
      if (!answer.done()) {
        return answer;
      }
      if (sent == 0) {
        between.run();
      }
      sent += PART_BYTES;
    }
    return probe.send(Probe.SIGN, Arrays.copyOfRange(attributes, sent, attributes.length));
  }
}
