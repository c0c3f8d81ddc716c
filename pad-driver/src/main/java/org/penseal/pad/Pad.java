// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * An open signature pad with its standard layout.
 *
 * <p>Threads: a reader thread of the pad's own takes the reports and keeps the ink. The methods
 * here may be called from any thread but not from the reader; commands are done one at a time, each
 * with a time-out of seconds. {@link #next} is for one consumer. When the calling thread is
 * interrupted while it waits, it gets {@link PadException.Interrupted} with its interrupt flag set.
 *
 * <p>Every method but {@link #identity}, {@link #layout} and {@link #close} throws {@link
 * PadException.Gone} once the pad was unplugged. The owner closes it.
 */
public interface Pad extends AutoCloseable {

  /** What the device said of itself when it was opened. */
  PadIdentity identity();

  /** The layout of the device's screen. */
  default PadLayout layout() {
    return identity().layout();
  }

  /**
   * Shows a picture of exactly the screen's size and returns when the pad has taken it. A picture
   * in colour is shown as {@link PadPicture#reducedTo} says. When the calling thread is interrupted
   * the pad is told to forget what it has of the picture.
   *
   * @throws PadException.Refused when the pad does not take it
   * @throws PadException.NotOffered when the model takes no pictures, see {@link
   *     PadModel#showsPictures}
   */
  default void show(PadPicture picture) throws PadException {
    show(picture, (sent, all) -> {});
  }

  /** The same with somebody who is told how far it is. */
  void show(PadPicture picture, Progress progress) throws PadException;

  /** Is told how much of a picture the pad has, on the calling thread. */
  @FunctionalInterface
  interface Progress {
    /** So many bytes of so many. */
    void sent(int bytes, int all);
  }

  /**
   * Shows a picture on a part of the screen.
   *
   * @throws PadException.NotOffered when the device takes whole pictures only
   * @throws IllegalArgumentException when it does not lie on the screen
   */
  default void showAt(PadPicture part, int left, int top) throws PadException {
    throw notOffered(PadException.NotOffered.What.PICTURE_AREA);
  }

  /** The best depth in which a picture is sent in seconds: not in colour over a serial line. */
  default PadPicture.Depth depth() {
    return PadPicture.Depth.ONE_BIT;
  }

  /**
   * How the pad draws.
   *
   * @throws PadException.NotOffered when it cannot be told
   */
  default PadSettings settings() throws PadException {
    throw notOffered(PadException.NotOffered.What.PEN_STYLE);
  }

  private PadException.NotOffered notOffered(PadException.NotOffered.What what) {
    return new PadException.NotOffered(identity().model().id(), what);
  }

  /** Makes the screen white; does nothing on a pad without one. */
  void clear() throws PadException;

  /**
   * Makes a part of the screen white.
   *
   * @throws PadException.NotOffered when the device clears the whole screen only
   */
  default void clear(PadLayout.Area area) throws PadException {
    throw notOffered(PadException.NotOffered.What.PICTURE_AREA);
  }

  /** Brings the device back to what it was after opening: no picture, settings as at the start. */
  default void reset() throws PadException {
    clear();
  }

  /**
   * Begins a capture: the pad draws what is written and its reports are kept from here on. When the
   * pad's chip has a case open ({@code PadChip.beginCase}), its digest begins at the same report.
   */
  void startCapture() throws PadException;

  /**
   * A press at the workstation, for a pad without the button: ends the reports of the capture like
   * one on the pad, and comes back as the next event. OK before anything was written is ignored, as
   * it is on a pad.
   */
  void press(PadButton button) throws PadException;

  /**
   * What went wrong on the line since the pad was opened: frames that came broken, pieces of noise,
   * reports that came twice or too late. Reports that never came are counted in the ink.
   */
  long lineFaults();

  /**
   * The next event of a capture; empty when none came in time. Pen events may be dropped, oldest
   * first, when nobody takes them; presses and the end never are.
   */
  Optional<PadEvent> next(Duration timeout) throws PadException;

  /**
   * Discards what was written, shows the last picture again and begins anew; for the CLEAR button.
   * The chip counts it as a further attempt.
   */
  void restartCapture() throws PadException;

  /**
   * Ends the capture. The ink has every report from the beginning to the press that ended it, that
   * press included, else to now.
   */
  Ink stopCapture() throws PadException;

  /**
   * The pad's chip.
   *
   * @throws PadException.NoChip when the model has none
   */
  SecureElement secureElement() throws PadException;

  /** How what goes between host and pad is protected. */
  default Link link() {
    return new Link(Optional.empty());
  }

  /**
   * Whether pen reports of a capture are encrypted by the vendor's protocol ({@code cipher=on}).
   */
  default boolean penEncrypted() {
    return false;
  }

  /**
   * The link between host and pad.
   *
   * @param certificate of the pad's link key when the link is secured (SM2 key agreement, SM4,
   *     HMAC-SM3); empty when everything goes in clear
   */
  record Link(Optional<X509Certificate> certificate) {
    /** Name of the protection: {@code sm2-sm4-hmac-sm3} or {@code clear}. */
    public String protection() {
      return certificate.isPresent() ? "sm2-sm4-hmac-sm3" : "clear";
    }
  }

  /**
   * What stays on the screen once the pad is closed, in the place of white; forgotten on a pad that
   * takes no pictures, and the last one counts.
   *
   * @param last of the screen's size, with nothing of a person in it
   */
  default void leave(PadPicture last) {}

  /**
   * Says goodbye (drawing off, screen white or as {@link #leave} says) as far as the pad still
   * listens, and lets go of it.
   */
  @Override
  void close();
}
