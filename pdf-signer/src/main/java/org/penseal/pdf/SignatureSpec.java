// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What one PDF signature is asked to be.
 *
 * @param profile which kind of signature it becomes
 * @param suite the algorithm of the key that will sign
 * @param signerName goes to /Name
 * @param signedAt the claimed time, goes to /M with its offset; whole seconds
 * @param placement where it stands
 * @param appearance what it shows; null only if the placement is {@link Placement.Invisible} or a
 *     field that is to stay without a picture
 * @param evidence private streams inside the signed bytes, or null
 */
public record SignatureSpec(
    Profile profile,
    Suite suite,
    String signerName,
    OffsetDateTime signedAt,
    Placement placement,
    @Nullable Appearance appearance,
    @Nullable EvidenceStreams evidence) {

  /** Which rules signature dictionary and CMS follow. */
  public enum Profile {
    /** PAdES baseline B-B (EN 319 142-1); a time-stamp that is there all the same makes it B-T. */
    PADES_B,
    /** PAdES baseline B-T: with a signature time-stamp. */
    PADES_T,
    /** Message of GB/T 35275-2017 as Chinese producers put it into a PDF; no time-stamp. */
    GM_CMS,
    /** The same with a signature time-stamp. */
    GM_CMS_T;

    /** Whether a time-stamp must be there before the signature goes into the file. */
    public boolean stamped() {
      return this == PADES_T || this == GM_CMS_T;
    }

    /** Whether the message is one of GB/T 35275. */
    public boolean gm() {
      return this == GM_CMS || this == GM_CMS_T;
    }
  }

  /** A signature of {@link Profile#PADES_B}. */
  public SignatureSpec(
      Suite suite,
      String signerName,
      OffsetDateTime signedAt,
      Placement placement,
      @Nullable Appearance appearance,
      @Nullable EvidenceStreams evidence) {
    this(Profile.PADES_B, suite, signerName, signedAt, placement, appearance, evidence);
  }
}
