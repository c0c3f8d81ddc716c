// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

/** How long a signature stays verifiable: the baseline levels of ETSI EN 319 142-1, section 6. */
public enum Level {
  /** The signature alone. */
  B("pades-b"),
  /** With a time-stamp. */
  T("pades-t"),
  /** With the data that proves its chains. */
  LT("pades-lt"),
  /** With a document time-stamp over all of it, which can be renewed. */
  LTA("pades-lta");

  private final String profile;

  Level(String profile) {
    this.profile = profile;
  }

  /** Its name on the command line and in reports. */
  public String profile() {
    return profile;
  }

  /** Whether a time-stamp belongs to it. */
  public boolean stamped() {
    return this != B;
  }

  /** Whether validation data belongs to it. */
  public boolean longTerm() {
    return this == LT || this == LTA;
  }
}
