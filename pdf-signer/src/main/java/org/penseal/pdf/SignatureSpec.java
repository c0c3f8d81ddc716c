// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * What one PDF signature is asked to be.
 *
 * @param <P> whether a time-stamp is asked for
 * @param profile which kind of signature it becomes
 * @param suite the algorithm of the key that will sign
 * @param signerName goes to /Name
 * @param signedAt the claimed time, goes to /M with its offset; whole seconds
 * @param placement where it stands
 * @param appearance what it shows; null only if the placement is {@link Placement.Invisible} or a
 *     field that is to stay without a picture
 * @param evidence private streams inside the signed bytes, or null
 */
public record SignatureSpec<P extends SignatureSpec.Profile>(
    P profile,
    Suite suite,
    String signerName,
    OffsetDateTime signedAt,
    Placement placement,
    @Nullable Appearance appearance,
    @Nullable EvidenceStreams evidence) {

  /** Which rules signature dictionary and CMS follow. */
  public sealed interface Profile {
    /** PAdES baseline B-B (EN 319 142-1); a time-stamp that is there all the same makes it B-T. */
    Unstamped PADES_B = Unstamped.PADES_B;

    /** PAdES baseline B-T: with a signature time-stamp. */
    Stamped PADES_T = Stamped.PADES_T;

    /** Message of GB/T 35275-2017 as Chinese producers put it into a PDF; no time-stamp. */
    Unstamped GM_CMS = Unstamped.GM_CMS;

    /** The same with a signature time-stamp. */
    Stamped GM_CMS_T = Stamped.GM_CMS_T;

    /** Profiles that do without a time-stamp. */
    enum Unstamped implements Profile {
      PADES_B,
      GM_CMS
    }

    /** Profiles of which a time-stamp is part. */
    enum Stamped implements Profile {
      PADES_T,
      GM_CMS_T
    }

    /** The profile's constant name. */
    String name();

    /**
     * The profile of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Profile of(String name) {
      for (Profile each : List.<Profile>of(PADES_B, PADES_T, GM_CMS, GM_CMS_T)) {
        if (each.name().equals(name)) {
          return each;
        }
      }
      throw new IllegalArgumentException("no profile " + name);
    }

    /** Whether a time-stamp must be there before the signature goes into the file. */
    default boolean stamped() {
      return this instanceof Stamped;
    }

    /** Whether the message is one of GB/T 35275. */
    default boolean gm() {
      return this == GM_CMS || this == GM_CMS_T;
    }

    /**
     * Checks that keys of a suite make signatures of this kind.
     *
     * @throws CredentialException.UnfitKey for GM-CMS of any key but SM2
     */
    default void requireFor(Suite suite) throws SigningException {
      if (gm() && suite != Suite.SM2_SM3) {
        throw new CredentialException.UnfitKey("profile", suite.key(), 0);
      }
    }
  }
}
