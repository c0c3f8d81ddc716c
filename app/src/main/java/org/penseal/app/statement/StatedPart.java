// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.util.Locale;

/** What of a statement can differ from what is known otherwise. */
public enum StatedPart {
  /** The signature does not fit, or there is no certificate. */
  SIGNATURE,
  /** The certificate names another device. */
  CERTIFICATE,
  /** A pad with a chip states as one, a pad without one does not. */
  ORIGIN,
  /** Model, serial number or firmware. */
  DEVICE,
  /** What the device was given when the case began. */
  CHALLENGE,
  /** The one-time key. */
  KEY,
  /** The pen reports. */
  PEN,
  /** How many pen reports. */
  REPORTS,
  /** How often the signer began. */
  ATTEMPTS,
  /** The pictures shown, or the one on the screen when OK was pressed. */
  PICTURE,
  /** The picture is not the page of this document on this screen. */
  PAGE,
  /** What was pressed, and where. */
  CONFIRM,
  /** When it was pressed. */
  TIME,
  /** The digest of the manifest. */
  MANIFEST,
  /** The number of the statement: not above the last one of this device. */
  COUNTER,
  /** What the event certificate binds is not what manifest and statement say. */
  BINDING;

  /** The stable reason code, for example {@code statement-pen-differs}. */
  public String code() {
    return "statement-" + name().toLowerCase(Locale.ROOT) + "-differs";
  }
}
