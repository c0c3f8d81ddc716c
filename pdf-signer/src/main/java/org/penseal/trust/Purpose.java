// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

/** What a root is trusted for; each has a folder of its own. */
public enum Purpose {
  /** Signers' certificates. */
  SIGNER("signer"),
  /** Time-stamping authorities. */
  TSA("tsa"),
  /** Device certificates of pads. */
  DEVICE("device");

  private final String folder;

  Purpose(String folder) {
    this.folder = folder;
  }

  /** The folder's name. */
  public String folder() {
    return folder;
  }
}
