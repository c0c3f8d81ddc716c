// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

/** A part of the workplace that a case needs. */
public enum Part {
  /** The signature pad. */
  PAD("pad", true),
  /** The camera. */
  CAMERA("camera", true),
  /** The reader of ID cards. */
  READER("idCard", true),
  /** Issues event certificates. */
  CA("ca", false),
  /** Stamps signatures. */
  TSA("timestamp", false),
  /** Knows people. */
  AUTHORITY("authority", false),
  /** Keeps the cases. */
  ARCHIVE("archive", false);

  private final String word;
  private final boolean device;

  Part(String word, boolean device) {
    this.word = word;
    this.device = device;
  }

  /** Its name is the text {@code workplace.part.WORD}. */
  public String word() {
    return word;
  }

  /** Whether it is plugged in, and chosen here. */
  public boolean isDevice() {
    return device;
  }
}
