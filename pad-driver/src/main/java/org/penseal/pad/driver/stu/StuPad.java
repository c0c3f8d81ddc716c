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
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadSettings;
import org.penseal.pad.SecureElement;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuEncryption;
import org.penseal.pad.protocol.StuReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open pad of the STU family, with the chip of the reference pad when the model has one. */
final class StuPad implements Pad {
  private static final Logger LOG = LoggerFactory.getLogger(StuPad.class);
  private static final int CONDITIONS_NOT_SATISFIED = 0x6985;
  private static final long AFTER_CAPTURE_MS = 20;

  private final ReportLink link;
  private final PadIdentity identity;
  private final PadEvents events;
  private final InkKeeper keeper;
  private final @Nullable ChipChannel chip;
  private final @Nullable StuCipher cipher;
  private final Link secured;
  private final StuScreen screen;
  private final StuSettings settings;
  private final StuTurns turns;
  private @Nullable PadPicture last;
  private boolean closed;

  /**
   * What the opener has made.
   *
   * @param link the pad owns it
   * @param cipher not agreed yet; none when pen data goes in clear
   * @param secured how the link is protected
   */
  record Parts(
      ReportLink link,
      PadIdentity identity,
      PadEvents events,
      InkKeeper keeper,
      @Nullable ChipChannel chip,
      @Nullable StuCipher cipher,
      Link secured) {}

  StuPad(Parts parts) {
    this.link = parts.link();
    this.identity = parts.identity();
    this.events = parts.events();
    this.keeper = parts.keeper();
    this.chip = parts.chip();
    this.cipher = parts.cipher();
    this.secured = parts.secured();
    this.screen = new StuScreen(link, identity);
    this.settings = new StuSettings(link, identity.model(), keeper);
    this.turns = new StuTurns(link);
  }

  /** Brings the device into a known state: not drawing, white, reports with time and sequence. */
  synchronized void prepare() throws PadException {
    screen.abandon();
    link.set(StuCommands.inking(false));
    try {
      screen.clear();
    } catch (PadException.Refused e) {
      wake();
      screen.clear();
    }
    settings.leaveOperationMode();
    if (has(StuReport.INKING_AREA)) {
      link.set(StuCommands.inkingArea(layout().ink()));
    }
    if (identity.model().countsItself()) {
      keeper.countersRestart();
      link.set(StuCommands.timeAndSequence());
    }
    if (cipher != null) {
      cipher.agree();
    }
  }

  /**
   * Out of the encrypted capture of a host that died; a pad that is stuck otherwise starts anew.
   */
  private void wake() throws PadException {
    if (has(StuReport.END_CAPTURE) && turns.state() == StuReport.STATE_CAPTURE) {
      link.set(StuEncryption.endCapture());
      StuTurns.pause(AFTER_CAPTURE_MS);
    } else {
      link.set(StuCommands.reset());
      turns.awaitReady();
      link.set(StuCommands.inking(false));
    }
  }

  private boolean has(int report) {
    return identity.model().reports().containsKey(report);
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
  public synchronized void show(PadPicture picture, Progress progress) throws PadException {
    screen.show(picture, progress);
  }

  @Override
  public synchronized void showAt(PadPicture part, int left, int top) throws PadException {
    screen.showAt(part, left, top);
  }

  @Override
  public synchronized void clear() throws PadException {
    screen.clear();
  }

  @Override
  public synchronized void clear(PadLayout.Area area) throws PadException {
    screen.clear(area);
  }

  @Override
  public PadPicture.Depth depth() {
    // 1.1 megabytes: over a serial line that is a minute and a half (128,000 baud, 7 bits of 8).
    return link.slow() ? PadPicture.Depth.ONE_BIT : identity.capability().depth();
  }

  @Override
  public PadSettings settings() {
    return settings;
  }

  @Override
  public boolean penEncrypted() {
    return cipher != null;
  }

  @Override
  public synchronized void reset() throws PadException {
    link.set(StuCommands.reset());
    turns.awaitReady();
    keeper.keysOfThePad(false);
    prepare();
  }

  @Override
  public synchronized void startCapture() throws PadException {
    if (cipher != null) {
      cipher.begin();
    }
    keeper.hold();
    Optional<PadChip.CaptureStart> start = beginChipCapture();
    if (start.isPresent()) {
      // The chip's digest has begun, whether the pad draws yet or not.
      keeper.runFrom(start.get().firstSequence());
      link.set(StuCommands.inking(true));
    } else {
      link.set(StuCommands.inking(true));
      keeper.run();
    }
  }

  private void endCipher() throws PadException {
    if (cipher != null) {
      cipher.end();
    }
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
    endCipher();
    Optional<PadPicture> picture = screen.shown();
    if (picture.isPresent()) {
      show(picture.get());
    } else {
      clear();
    }
    startCapture();
  }

  @Override
  public synchronized Ink stopCapture() throws PadException {
    Ink ink = keeper.stop();
    link.set(StuCommands.inking(false));
    if (cipher != null) {
      cipher.end();
      cipher.requireSound();
    }
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
  public synchronized void leave(PadPicture picture) {
    last = picture;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // Whoever closes it because he was interrupted still leaves no words on the screen.
    boolean interrupted = Thread.interrupted();
    try {
      sayGoodbye();
    } catch (PadException e) {
      LOG.debug("pad did not take the goodbye: {}", e.getMessage());
    } finally {
      link.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * A pad that is left drawing, capturing or with words on its screen fails the next connection.
   */
  private void sayGoodbye() throws PadException {
    politely(() -> link.set(StuCommands.inking(false)));
    politely(this::endCipher);
    PadPicture left = last;
    politely(left == null ? screen::clear : () -> screen.show(left, (sent, all) -> {}));
    if (keeper.usesKeysOfThePad()) {
      politely(settings::normalMode);
    }
    if (has(StuReport.PEN_OPTION_MODE)) {
      politely(() -> link.set(StuCommands.bare()));
    }
    if (secured.certificate().isPresent()) {
      politely(() -> link.set(LinkReport.end()));
    }
  }

  private interface Word {
    void say() throws PadException;
  }

  /** One word of the goodbye: when the pad refuses it, it still hears the others. */
  private static void politely(Word word) throws PadException {
    try {
      word.say();
    } catch (PadException.Refused e) {
      LOG.debug("pad refused a word of the goodbye: {}", e.getMessage());
    }
  }
}
