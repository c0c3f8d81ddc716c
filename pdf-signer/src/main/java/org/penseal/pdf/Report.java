// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;

/**
 * What verification found, before the application adds what it recomputes from the evidence.
 *
 * <p>Reason codes are stable strings in lower case with hyphens. Of the range:
 * byte-range-malformed, byte-range-outside-file, byte-range-hole-is-not-contents,
 * byte-range-hole-in-another-object, byte-range-ends-inside-revision, contents-missing,
 * coverage-unclear. Of the signature: cms-not-parsable, digest-not-made (the ranges of the file are
 * more than a file can have) and those of {@code org.penseal.cms.SignerChecks}. Of chain and time:
 * those of {@code org.penseal.trust.ChainCheck} (with the prefix timestamp- for the TSA's chain)
 * and of {@code org.penseal.trust.Timestamp}, those of {@code org.penseal.trust.EventProfile}, and
 * one-time-certificate-without-timestamp. Of changes: bytes-after-signed-revision,
 * revision-not-analysed, page-content-changed, page-count-changed, page-replaced, catalog-changed,
 * signed-field-changed, field-filled, signature-added, and the other codes of {@code
 * org.penseal.pdf.revision}.
 *
 * @param verdict over all signatures
 * @param signatures in the order of the revisions they cover; empty for an unsigned file
 * @param reason code of what is to be said of the file as a whole, for example {@link
 *     #NO_SIGNATURE}; null for none
 */
public record Report(Verdict verdict, List<Signed> signatures, @Nullable String reason) {
  /** Reason code: the file carries no signature at all. */
  public static final String NO_SIGNATURE = "no-signature";

  /** Reason code: the file is not signed; it carries document timestamps only. */
  public static final String TIMESTAMPS_ONLY = "timestamps-only";

  /** Reason code: an earlier revision was signed, and the final one hides that. */
  public static final String SIGNATURE_REMOVED = "signature-removed";

  /** Copies the list. */
  public Report {
    signatures = List.copyOf(signatures);
  }

  /** The answer. */
  public enum Verdict {
    /** Every signature intact, trusted and followed only by changes that are allowed. */
    VALID,
    /** Any signature broken, revoked or followed by a change that is not allowed. */
    INVALID,
    /** Everything else, among them no signature at all and no trust given. */
    INDETERMINATE
  }

  /** Whether digest, signature and covered bytes agree. */
  public enum Integrity {
    /** They agree. */
    INTACT,
    /** They do not. */
    BROKEN,
    /** An algorithm is not known here, or not believed: nothing can be said. */
    UNKNOWN;

    // Of a signature over a document or a file, and of a document time-stamp.
    private static final Set<String> UNJUDGED =
        Set.of("unsupported-algorithm", "timestamp-digest-unsupported", "timestamp-signature-weak");

    /** By the reason codes of the checks; one that is broken outweighs one that is not known. */
    public static Integrity of(Collection<String> reasons) {
      if (reasons.isEmpty()) {
        return INTACT;
      }
      return UNJUDGED.containsAll(reasons) ? UNKNOWN : BROKEN;
    }
  }

  /** How much of the file a signature covers. */
  public enum Coverage {
    /** From the first byte to the last. */
    WHOLE_FILE,
    /** A whole revision, which later revisions follow. */
    WHOLE_REVISION,
    /** The range is odd or does not end with a revision. */
    UNCLEAR
  }

  /** What the signer's chain is worth at the time of the signature. */
  public enum Chain {
    /** Ends in a trusted root and every rule holds. */
    TRUSTED,
    /** Ends in a root that is not trusted, or breaks a rule. */
    UNTRUSTED,
    /** Not valid at the time. */
    EXPIRED,
    /** Revoked. */
    REVOKED,
    /** An issuer is missing. */
    INCOMPLETE
  }

  /** What is known of the revocation of a signature's certificates, its time-stamp's among them. */
  public enum Revocation {
    /** Of every certificate that can be asked about it is known whether it was revoked. */
    CHECKED,
    /** Not of every one: no responder was queried, and the file does not tell. */
    NOT_ASKED,
    /** Not of every one, although a responder was queried or data was available. */
    UNKNOWN;

    private static final Pattern TRIED =
        Pattern.compile("(timestamp-)?(ocsp-|crl-|revocation-data-|revocation-unknown).*");

    /** By the reason codes of {@code org.penseal.trust.revocation} and the chain. */
    public static Revocation of(Collection<String> reasons, Chain chain) {
      boolean open =
          chain == Chain.INCOMPLETE
              || reasons.stream().anyMatch(each -> each.endsWith("revocation-not-checked"));
      if (!open) {
        return CHECKED;
      }
      return reasons.stream().anyMatch(each -> TRIED.matcher(each).matches()) ? UNKNOWN : NOT_ASKED;
    }
  }

  /** What kind of time proves when the signature existed. */
  public enum TimeKind {
    /** No time but the claimed one. */
    NONE,
    /** RFC 3161 token in the CMS. */
    SIGNATURE_TIMESTAMP,
    /** The signature is itself a document time-stamp. */
    DOCUMENT_TIMESTAMP
  }

  /** Whether anything rests on a demo CA or a simulator. */
  public enum Assurance {
    /** Nothing does. */
    PRODUCTION,
    /** Some chain carries the demo policy. */
    DEMO
  }

  /**
   * One signature.
   *
   * @param claim what it says of itself
   * @param by who made it
   * @param found what was found, and what is noted
   * @param chain the signer's chain
   * @param time the proven time
   * @param assurance production or demo
   * @param changes what follows it
   * @param bound the document and the evidence that it is bound to
   */
  public record Signed(
      Claim claim,
      SignedBy by,
      Found found,
      Chain chain,
      Time time,
      Assurance assurance,
      Changes changes,
      Bound bound) {
    /**
     * Reason code: the update that holds the signature did more than to add it to the document that
     * the certificate binds, or that the signer's evidence states.
     */
    public static final String CHANGED_WHILE_SIGNING = "document-changed-while-signing";

    /** Fully qualified field name; empty for a data signature. */
    public String field() {
      return claim.field;
    }

    /** For example pades-t. */
    public String profile() {
      return claim.profile;
    }

    /** Digest algorithm, for example SM3. */
    public String digest() {
      return claim.digest;
    }

    /** The claimed time, or null. */
    public @Nullable Instant signedAt() {
      return claim.at;
    }

    /** Common name of the signer; empty without a certificate. */
    public String signer() {
      return by.name;
    }

    /** Key algorithm, for example SM2. */
    public String algorithm() {
      return by.algorithm;
    }

    /** Of the signer, or null. */
    public @Nullable X509Certificate certificate() {
      return by.certificate;
    }

    /** The roots that it brings along and that are not trusted. */
    public UnknownRoots unknownRoots() {
      return by.unknown;
    }

    /** How much of the file it covers. */
    public Coverage coverage() {
      return found.coverage;
    }

    /** Why it is not intact. */
    public List<String> integrityReasons() {
      return found.broken;
    }

    /** Every reason code. */
    public List<String> reasons() {
      return found.reasons;
    }

    /** What is noted without deciding. */
    public List<String> warnings() {
      return found.warnings;
    }

    /** What the event certificate binds, or null. */
    public @Nullable EvidenceBinding binding() {
      return bound.binding;
    }

    /** The private streams, or null. */
    public @Nullable EvidenceStreams evidence() {
      return bound.evidence;
    }

    /** See {@link Bound}; or null. */
    public @Nullable Octets documentDigest() {
      return bound.documentDigest;
    }

    /** What the update that holds it did; empty also if it was not looked at. */
    public List<Changes.Change> whileSigning() {
      return bound.whileSigning == null ? List.of() : bound.whileSigning;
    }

    /** Whether it was looked at. */
    public boolean updateLookedAt() {
      return bound.whileSigning != null;
    }

    /** Whether readers or people may see something else than what was judged. */
    public boolean doubtful() {
      return found.reasons.stream().anyMatch(Doubts::contains);
    }

    /** Whether digest, signature and covered bytes agree. */
    public Integrity integrity() {
      return Integrity.of(found.broken);
    }

    /** What is known of revocation. */
    public Revocation revocation() {
      return Revocation.of(found.reasons, chain);
    }

    /** Whether they are known to agree. */
    public boolean intact() {
      return integrity() == Integrity.INTACT;
    }

    /** Whether they are known not to agree. */
    public boolean broken() {
      return integrity() == Integrity.BROKEN;
    }
  }

  /**
   * What a signature says of itself.
   *
   * @param field fully qualified field name; empty for a data signature
   * @param profile pades-b, pades-t, pades-lt, pades-lta, gm-cms, adbe, other
   * @param digest digest algorithm, for example SM3
   * @param at the claimed time, or null
   */
  public record Claim(String field, String profile, String digest, @Nullable Instant at) {}

  /**
   * Who made a signature.
   *
   * @param name common name of the certificate; empty if there is none
   * @param algorithm key algorithm, for example SM2
   * @param certificate of the signer, or null if there is none
   * @param unknown the roots that the chains end in and that are not trusted
   */
  public record SignedBy(
      String name, String algorithm, @Nullable X509Certificate certificate, UnknownRoots unknown) {}

  /**
   * Self-signed certificates that a signature contains and that are not trusted here.
   *
   * @param signer the end of the signer's chain; null if it is trusted or not there
   * @param tsa the end of the chain of the time-stamp; null likewise
   */
  public record UnknownRoots(@Nullable X509Certificate signer, @Nullable X509Certificate tsa) {
    /** None. */
    public static final UnknownRoots NONE = new UnknownRoots(null, null);
  }

  /**
   * What was found of a signature.
   *
   * @param coverage how much it covers
   * @param broken why it is not intact; {@link Signed#integrity} says whether it is broken
   * @param reasons every reason code, of integrity, chain, time and changes
   * @param warnings what is noted without deciding the verdict: stable codes, each with its place
   */
  public record Found(
      Coverage coverage, List<String> broken, List<String> reasons, List<String> warnings) {
    /** Copies the lists. */
    public Found {
      broken = List.copyOf(broken);
      reasons = List.copyOf(reasons);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What a signature is bound to.
   *
   * @param binding what the event certificate binds, or null if it is no event certificate
   * @param evidence the private streams, or null
   * @param documentDigest SM3 recomputed over the first {@code binding.documentLength()} bytes, or
   *     null without a binding or if the file is shorter
   * @param whileSigning what the update that holds the signature did to the document that came in,
   *     whether that is part of signing or not; empty if no revision precedes it, null if it was
   *     not looked at
   */
  public record Bound(
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams evidence,
      @Nullable Octets documentDigest,
      @Nullable List<Changes.Change> whileSigning) {
    /** Nothing. */
    public static final Bound NOTHING = new Bound(null, null, null, null);

    /** Copies the list. */
    public Bound {
      whileSigning = whileSigning == null ? null : List.copyOf(whileSigning);
    }
  }

  /**
   * The proven time.
   *
   * @param kind what proves it
   * @param ok whether the token is intact, trusted and inside the signer's validity
   * @param at the token's time, or null
   * @param tsa common name of the TSA's certificate; empty if there is none
   * @param demo whether the TSA's chain carries the demo policy
   */
  public record Time(TimeKind kind, boolean ok, @Nullable Instant at, String tsa, boolean demo) {
    /** Nothing proves one. */
    public static final Time NONE = new Time(TimeKind.NONE, false, null, "", false);
  }
}
