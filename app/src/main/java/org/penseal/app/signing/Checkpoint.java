// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

/** Told at every step of a case; a window shows progress by it, the crash test stops there. */
@FunctionalInterface
public interface Checkpoint {
  /** Does nothing. */
  Checkpoint NONE = reached -> {};

  /** What was reached. */
  sealed interface Milestone permits Became, Step {}

  /**
   * The case is in another state, and the archive knows.
   *
   * @param state the new one
   */
  record Became(CaseState state) implements Milestone {}

  /** Something on the way from one state to the next is done. */
  enum Step implements Milestone {
    /** The folder of the case is locked. */
    OPEN_LOCKED,
    /** Its row is in the archive. */
    OPEN_RECORDED,
    /** The manifest is made. */
    FREEZE_DIGESTED,
    /** The key is there. */
    KEY_GENERATED,
    /** The certificate was asked for. */
    CERTIFY_REQUESTED,
    /** It came. */
    CERTIFY_ISSUED,
    /** The document is ready for the signature. */
    SIGN_PREPARED,
    /** The key has signed. */
    SIGN_SIGNED,
    /** The log has the digest of the signature. */
    SIGN_ANNOUNCED,
    /** The signature is on the disk. */
    SIGN_KEPT,
    /** The log has the digest of the stamped signature. */
    STAMP_ANNOUNCED,
    /** It is on the disk. */
    STAMP_KEPT,
    /** The output is written. */
    ARCHIVE_WRITTEN
  }

  /** A milestone was reached. */
  void reached(Milestone milestone);
}
