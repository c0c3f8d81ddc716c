// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import org.penseal.app.store.state.StateTable;

/**
 * How far a case is. The order is fixed: each state follows the one before it and no other. From
 * every state before {@link #SIGNED} a case may be cancelled or, after a crash, be found abandoned;
 * from {@link #SIGNED} on it only goes forward, since the signature exists, unless a restart finds
 * that the signature is of no use.
 */
public enum CaseState {
  /** The document was read and digested. */
  OPENED,
  /** The signer consented to what is collected. */
  CONSENTED,
  /** The signer's identity was checked. */
  IDENTIFIED,
  /** The document was shown. */
  SHOWN,
  /** The signer wrote and pressed OK on the pad. */
  CAPTURED,
  /** The manifest is fixed; nothing can be added. */
  FROZEN,
  /** The services that the rest needs have answered. */
  PROBED,
  /** The one-time key exists and the pad's statement binds it to the manifest. */
  KEYED,
  /** The event certificate was issued. */
  CERTIFIED,
  /** The one signature was made and is kept; the key is gone. */
  SIGNED,
  /** The timestamp was added. */
  STAMPED,
  /** The signed file is in its place. */
  ARCHIVED,
  /** The signer, the operator or a failure ended the case before the signature. */
  CANCELLED,
  /** The program ended in the middle, before a signature that is of use. */
  ABANDONED;

  /** Whether a case in this state may go to {@code next}. */
  public boolean mayBecome(CaseState next) {
    return StateTable.allows(name(), next.name());
  }

  /** Whether nothing more can happen to a case in this state. */
  public boolean ended() {
    return ordinal() >= ARCHIVED.ordinal();
  }

  /** Whether only timestamp or archive is left, which a restart can do. */
  public boolean resumable() {
    return this == SIGNED || this == STAMPED;
  }
}
