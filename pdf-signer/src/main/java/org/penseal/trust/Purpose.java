// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

/** What a root is trusted for; each has a folder of its own. */
public enum Purpose {
  /** Signers' certificates. */
  SIGNER("signer"),
  /** Time-stamping authorities. */
  TSA("tsa"),
  /** Device certificates of pads. */
  DEVICE("device"),
  /**
   * Workstations that state for pads without a chip: each certificate itself, see {@link
   * TrustStore#holds}.
   */
  STATION("station"),
  /** Identity authorities: the certificates of the keys that sign their answers, each itself. */
  AUTHORITY("authority"),
  /** Escrows: the certificates for whose keys ink may be sealed, each itself. */
  ESCROW("escrow"),
  /** People and systems that prove who they are, with certificates for clients (RFC 5280). */
  LOGIN("login");

  private final String folder;

  Purpose(String folder) {
    this.folder = folder;
  }

  /** The folder's name. */
  public String folder() {
    return folder;
  }
}
