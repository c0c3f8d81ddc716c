// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

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
 * @param terms what else is said and drawn with it
 */
public record SignatureSpec<P extends SignatureSpec.Profile>(
    P profile,
    Suite suite,
    String signerName,
    OffsetDateTime signedAt,
    Placement placement,
    @Nullable Appearance appearance,
    @Nullable EvidenceStreams evidence,
    Terms terms) {

  /**
   * What else is said and drawn with a signature.
   *
   * @param reason goes to /Reason; empty for none
   * @param location goes to /Location; empty for none
   * @param certify what a certification permits afterwards (ISO 32000-2, table 257): 1 nothing, 2
   *     forms and signatures, 3 annotations too; 0 for an approval signature
   * @param notes handwritten annotations that the same revision adds
   */
  public record Terms(String reason, String location, int certify, List<Note> notes) {
    /** Nothing else. */
    public static final Terms NONE = new Terms("", "", 0, List.of());

    /** Copies the list. */
    public Terms {
      notes = List.copyOf(notes);
      if (certify < 0 || certify > 3) {
        throw new IllegalArgumentException("certification " + certify);
      }
    }
  }

  /**
   * A handwritten annotation (手写批注; ISO 32000-2, 12.5.6.13).
   *
   * @param at where the ink stands, as large as fits
   * @param strokes at least one
   * @param author goes to /T
   * @param contents what it says, for those who cannot see it; may be empty
   */
  public record Note(
      Placement.At at, List<Appearance.Stroke> strokes, String author, String contents) {
    /** Copies the list. */
    public Note {
      strokes = List.copyOf(strokes);
      if (strokes.isEmpty()) {
        throw new IllegalArgumentException("an annotation has ink");
      }
    }
  }

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
        throw new CredentialException.UnfitKey(
            CredentialException.UnfitKey.Why.PROFILE, suite.key(), 0);
      }
    }
  }

  /** A signature that says nothing else. */
  public SignatureSpec(
      P profile,
      Suite suite,
      String signerName,
      OffsetDateTime signedAt,
      Placement placement,
      @Nullable Appearance appearance,
      @Nullable EvidenceStreams evidence) {
    this(profile, suite, signerName, signedAt, placement, appearance, evidence, Terms.NONE);
  }

  /** The same with more said and drawn. */
  public SignatureSpec<P> with(Terms more) {
    return new SignatureSpec<>(
        profile, suite, signerName, signedAt, placement, appearance, evidence, more);
  }
}
