// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.ButtonPresses;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.protocol.PenReport;

/** What the chip knows of one case: pictures, pen reports, the press on OK. */
class ChipCase {
  private static final int MAX_PICTURES = 128;

  final byte[] challenge;
  final Instant begun;
  private final PadLayout layout;
  private final ButtonPresses presses;
  private final List<byte[]> pictures = new ArrayList<>();
  private SM3Digest pen = new SM3Digest();
  private boolean capturing;
  private long reports;
  private int attempts;
  private byte @Nullable [] confirmedScreen;
  private @Nullable Instant confirmedAt;
  private byte @Nullable [] statement;

  ChipCase(byte[] challenge, Instant begun, PadLayout layout) {
    this.challenge = challenge.clone();
    this.begun = begun;
    this.layout = layout;
    this.presses = new ButtonPresses(layout);
  }

  /** A picture came onto the screen; false when there is no room to remember it. */
  boolean shown(byte[] digest) {
    if (stated() || (!pictures.isEmpty() && Arrays.equals(pictures.getLast(), digest))) {
      return true;
    }
    if (pictures.size() >= MAX_PICTURES) {
      return false;
    }
    pictures.add(digest.clone());
    return true;
  }

  void beginCapture(byte[] screen) throws CommandRefused {
    if (stated() || attempts == 0xFFFF || !shown(screen)) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    pen = new SM3Digest();
    reports = 0;
    attempts++;
    confirmedAt = null;
    confirmedScreen = null;
    presses.restart();
    capturing = true;
  }

  /** Takes a pen report that leaves the pad; gives the button whose press it completes. */
  @Nullable PadButton pen(byte[] report, byte[] screen, Instant now) {
    if (!capturing) {
      return null;
    }
    pen.update(report, 0, report.length);
    reports++;
    PadButton pressed = presses.accept(PenReport.decode(report)).orElse(null);
    if (pressed != null) {
      capturing = false;
    }
    if (pressed == PadButton.OK) {
      confirmedAt = now;
      confirmedScreen = screen.clone();
    }
    return pressed;
  }

  boolean confirmed() {
    return confirmedAt != null;
  }

  boolean stated() {
    return statement != null;
  }

  void stated(byte[] der) {
    statement = der.clone();
  }

  byte[] penDigest() {
    return Sm2.finish(pen);
  }

  long reports() {
    return reports;
  }

  int attempts() {
    return attempts;
  }

  List<byte[]> pictures() {
    return pictures;
  }

  PadLayout.Area okArea() {
    return layout.ok();
  }

  Instant confirmedAt() throws CommandRefused {
    if (confirmedAt == null) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    return confirmedAt;
  }

  byte[] confirmedScreen() throws CommandRefused {
    if (confirmedScreen == null) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    return confirmedScreen;
  }
}
