// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The registry of artefact types: what a case can hold as evidence of the act (行为证据). */
public enum ArtefactType {
  /** The handwritten signature, in the native trace format. */
  INK,
  /** A handwritten annotation (手写批注), in the native trace format. */
  ANNOTATION,
  /** An attempt that the signer cleared, in the native trace format. */
  ATTEMPT_DISCARDED,
  /** The text block of the ID card. */
  ID_CARD_TEXT,
  /** The portrait of the ID card. */
  ID_PORTRAIT,
  /** The portrait taken at the counter. */
  LIVE_PORTRAIT,
  /** The steps of the liveness check and what was measured. */
  LIVENESS_TRANSCRIPT,
  /** From which earlier case of the business the identity check was kept, and when it was. */
  IDENTITY_KEPT,
  /** A picture of the scene at the moment of the confirm. */
  SCENE_PHOTO,
  /** Sound of the act. */
  AUDIO,
  /** A film of the act. */
  VIDEO,
  /** Which pages were shown, when. */
  PAGE_VIEW_LOG,
  /** What the signer consented to, its version and digest. */
  CONSENT,
  /** The pen's reports of the press with which the signer consented on the pad. */
  CONSENT_PRESS,
  /** A picture that was shown on the pad, in the bytes that were sent. */
  PAD_PICTURE;

  /** The name in manifests, for example {@code id-portrait}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether it is kept sealed for the escrow key and the case's share: handwriting and recordings
   * of the act, which no operator may see alone.
   */
  public boolean sealed() {
    return switch (this) {
      case INK, ANNOTATION, ATTEMPT_DISCARDED, CONSENT_PRESS, AUDIO, VIDEO -> true;
      case ID_CARD_TEXT,
          ID_PORTRAIT,
          LIVE_PORTRAIT,
          LIVENESS_TRANSCRIPT,
          IDENTITY_KEPT,
          SCENE_PHOTO,
          PAGE_VIEW_LOG,
          CONSENT,
          PAD_PICTURE ->
          false;
    };
  }

  /** The type with this label. */
  public static Optional<ArtefactType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
  }
}
