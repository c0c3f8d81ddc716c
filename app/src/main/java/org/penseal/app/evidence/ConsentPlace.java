// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import org.jspecify.annotations.Nullable;

/** Where a signer agreed to what is collected. */
public enum ConsentPlace {
  /** Nowhere that this program knows of: the operator says that he did. */
  OPERATOR,
  /** On the screen of the workstation. */
  SCREEN,
  /** With the pen, on the pad, which showed all of the words. */
  PAD;

  /** The word for {@link #PAD} in manifests. */
  public static final String ON_PAD = "pad";

  /** The word in manifests; null for those that have none. */
  @Nullable String on() {
    return this == PAD ? ON_PAD : null;
  }

  /** Whether a manifest says that it was given on the pad. */
  public static boolean isOnPad(Manifest.@Nullable Consent told) {
    return told != null && ON_PAD.equals(told.on());
  }

  /** Whether the words stood before him on a screen. */
  public boolean shown() {
    return this != OPERATOR;
  }
}
