// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

/**
 * How an open pad draws. Colours are 0xRRGGBB; a pad with fewer bits rounds them down.
 *
 * <p>Every method throws {@link PadException.NotOffered} when the device has no such setting and
 * {@link PadException.Refused} when it does not take the value. Background, brightness and contrast
 * stand in memory that wears out: they are read first and written only when they differ.
 */
public interface PadSettings {

  /**
   * How the pad draws what is written.
   *
   * @param rgb colour
   * @param thickness 0..3, from thin to thick
   */
  record PenStyle(int rgb, int thickness) {
    /** Checks the ranges. */
    public PenStyle {
      requireColour(rgb);
      if (thickness < 0 || thickness > 3) {
        throw new IllegalArgumentException("thickness of a pen is 0 to 3");
      }
    }
  }

  /**
   * From which pressure on the pen touches, and below which it does no more.
   *
   * @param on 0..1023
   * @param off 0..on
   */
  record Thresholds(int on, int off) {
    /** Checks the ranges. */
    public Thresholds {
      if (on < 0 || on > 0x3FF || off < 0 || off > on) {
        throw new IllegalArgumentException("impossible thresholds");
      }
    }
  }

  /** Sets how the pad draws what is written. */
  void penStyle(PenStyle style) throws PadException;

  /** How the pad draws what is written. */
  PenStyle penStyle() throws PadException;

  /** Sets when the pen touches; not during an encrypted capture. */
  void thresholds(Thresholds thresholds) throws PadException;

  /** When the pen touches. */
  Thresholds thresholds() throws PadException;

  /** Restricts the drawing to an area of the screen. */
  void writingArea(PadLayout.Area area) throws PadException;

  /** Sets the colour to which the screen is cleared; seen from the next clearing on. */
  void background(int rgb) throws PadException;

  /** Sets the brightness of the screen, 0..3. */
  void brightness(int level) throws PadException;

  /** Sets the contrast of the screen, 0..65535; which values a model takes is not known. */
  void contrast(int value) throws PadException;

  /**
   * Has the pad show one of the signature screens in its own memory and tell presses of its own
   * keys, which come as {@link PadEvent.Pressed} during a capture.
   *
   * @param screen number of the screen, 0..255; it must be in the pad already
   */
  void signatureScreen(int screen) throws PadException;

  /** Ends {@link #signatureScreen}. */
  void normalMode() throws PadException;

  private static void requireColour(int rgb) {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw new IllegalArgumentException("no colour");
    }
  }
}
