// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadPicture;
import org.penseal.pad.SecureElement;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open pad of the STU family, with the chip of the reference pad when the model has one. */
final class StuPad implements Pad {
  private static final Logger LOG = LoggerFactory.getLogger(StuPad.class);
  private static final int CONDITIONS_NOT_SATISFIED = 0x6985;

  private final ReportLink link;
  private final PadIdentity identity;
  private final PadEvents events;
  private final InkKeeper keeper;
  private final @Nullable ChipChannel chip;
  private final Link secured;
  private @Nullable PadPicture shown;
  private boolean closed;

  /** Parts that the opener has made; the pad owns the link. */
  StuPad(
      ReportLink link,
      PadIdentity identity,
      PadEvents events,
      InkKeeper keeper,
      @Nullable ChipChannel chip,
      Link secured) {
    this.secured = secured;
    this.link = link;
    this.identity = identity;
    this.events = events;
    this.keeper = keeper;
    this.chip = chip;
  }

  /** Brings the device into a known state: not drawing, white, reports with time and sequence. */
  synchronized void prepare() throws PadException {
    abandonPicture();
    link.set(StuCommands.inking(false));
    link.set(StuCommands.clearScreen());
    if (identity.model().reports().containsKey(StuReport.INKING_AREA)) {
      link.set(StuCommands.inkingArea(layout().ink()));
    }
    if (identity.model().countsItself()) {
      keeper.countersRestart();
      link.set(StuCommands.timeAndSequence());
    }
  }

  /** A host that died while it sent a picture leaves the pad waiting for the rest. */
  private void abandonPicture() throws PadException {
    try {
      link.set(StuCommands.abandonImage());
    } catch (PadException.Refused e) {
      LOG.debug("no picture was under way");
    }
  }

  @Override
  public PadIdentity identity() {
    return identity;
  }

  @Override
  public Link link() {
    return secured;
  }

  @Override
  public synchronized void show(PadPicture picture) throws PadException {
    PadIdentity.Capability screen = identity.capability();
    if (picture.width() != screen.screenWidthPx() || picture.height() != screen.screenHeightPx()) {
      throw new IllegalArgumentException("picture is not of the screen's size");
    }
    for (byte[] report : StuCommands.image(picture, link.imageReportLength())) {
      link.set(report);
    }
    shown = picture;
  }

  @Override
  public synchronized void clear() throws PadException {
    link.set(StuCommands.clearScreen());
    shown = null;
  }

  @Override
  public synchronized void startCapture() throws PadException {
    keeper.hold();
    Optional<PadChip.CaptureStart> start = beginChipCapture();
    if (start.isPresent()) {
      keeper.runFrom(start.get().firstSequence());
    } else {
      keeper.run();
    }
    link.set(StuCommands.inking(true));
  }

  /** Begins the chip's digest, when there is a chip and it has a case open. */
  private Optional<PadChip.CaptureStart> beginChipCapture() throws PadException {
    if (chip == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PadChip(chip).beginCapture());
    } catch (PadException.ChipRefused e) {
      if (e.statusWord == CONDITIONS_NOT_SATISFIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void press(PadButton button) {
    // The chip would not have seen it, and the signer has a button in front of the eyes.
    throw new IllegalStateException("the buttons of this pad are on its screen");
  }

  @Override
  public long lineFaults() {
    return link.faults() + keeper.faults();
  }

  @Override
  public Optional<PadEvent> next(Duration timeout) throws PadException {
    return events.next(timeout);
  }

  @Override
  public synchronized void restartCapture() throws PadException {
    link.set(StuCommands.inking(false));
    if (shown == null) {
      clear();
    } else {
      show(shown);
    }
    startCapture();
  }

  @Override
  public synchronized Ink stopCapture() throws PadException {
    Ink ink = keeper.stop();
    link.set(StuCommands.inking(false));
    return ink;
  }

  @Override
  public SecureElement secureElement() throws PadException {
    if (chip == null) {
      throw new PadException.NoChip(identity.model().id());
    }
    return chip;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      // A pad that is left drawing or with words on its screen fails the next connection.
      link.set(StuCommands.inking(false));
      link.set(StuCommands.clearScreen());
      if (secured.certificate().isPresent()) {
        link.set(LinkReport.end());
      }
    } catch (PadException e) {
      LOG.debug("pad did not take the goodbye: {}", e.getMessage());
    } finally {
      link.close();
    }
  }
}
