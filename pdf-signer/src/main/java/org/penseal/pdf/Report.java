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
    /** Not of every one, since nobody was asked and the file does not tell. */
    NOT_ASKED,
    /** Not of every one, although somebody was asked or something was at hand. */
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

  /** The greatest class of change after a signature; later ones include earlier ones. */
  public enum ChangeClass {
    /** Nothing follows. */
    NONE,
    /** Long-term data and document time-stamps. */
    LTA,
    /** Form filling, new signatures. */
    FORM,
    /** Annotations. */
    ANNOTATION,
    /** Anything else, among it what could not be analysed. */
    OTHER
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
   * @param field fully qualified field name; empty for a data signature
   * @param profile pades-b, pades-t, pades-lt, pades-lta, gm-cms, adbe, other
   * @param signer common name of the signer's certificate; empty if there is none
   * @param digest digest algorithm, for example SM3
   * @param algorithm key algorithm, for example SM2
   * @param signedAt the claimed time, or null
   * @param integrityReasons why it is not intact; {@link #integrity} says whether it is broken
   * @param coverage how much it covers
   * @param chain the signer's chain
   * @param time the proven time
   * @param changes what follows it
   * @param assurance production or demo
   * @param reasons every reason code found, of integrity, chain, time and changes
   * @param certificate the signer's certificate, or null if there is none
   * @param binding what the event certificate binds, or null if it is no event certificate
   * @param evidence the private streams, or null
   * @param documentDigest SM3 recomputed over the first {@code binding.documentLength()} bytes, or
   *     null without a binding or if the file is shorter
   * @param warnings what is noted without deciding the verdict: stable codes, each with its place
   * @param whileSigning what the update that holds the signature did to the document that its
   *     certificate binds; empty without a binding
   */
  public record Signed(
      String field,
      String profile,
      String signer,
      String digest,
      String algorithm,
      @Nullable Instant signedAt,
      List<String> integrityReasons,
      Coverage coverage,
      Chain chain,
      Time time,
      Changes changes,
      Assurance assurance,
      List<String> reasons,
      @Nullable X509Certificate certificate,
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams evidence,
      @Nullable Octets documentDigest,
      List<String> warnings,
      List<Change> whileSigning) {
    /**
     * Reason code: the update that holds the signature did more to the bound document than to add
     * it.
     */
    public static final String CHANGED_WHILE_SIGNING = "document-changed-while-signing";

    /** Reason codes that keep a signature from being valid without making it invalid. */
    public static final Set<String> DOUBTS =
        Set.of(
            "addition-covers-content",
            "addition-not-looked-at",
            "annotation-may-hide-content",
            "cross-reference-ambiguous",
            "cross-reference-not-readable",
            "drawing-inputs-differ-outside-pages",
            "drawing-inputs-not-compared",
            "duplicate-key",
            "event-certificate-extended-usage",
            "event-certificate-is-ca",
            "event-certificate-key-usage",
            "event-certificate-lasts-long",
            "event-certificate-other-names",
            "event-certificate-policy",
            "event-certificate-without-binding",
            "field-appearance-not-readable",
            "header-not-at-start",
            "hybrid-reference-differs",
            "object-in-other-generation",
            "object-not-at-offset",
            "object-not-readable",
            "object-twice",
            "signature-look-left-to-readers",
            "signing-revision-not-analysed",
            "stream-length-wrong",
            "trailer-incomplete");

    /** Copies the lists. */
    public Signed {
      integrityReasons = List.copyOf(integrityReasons);
      reasons = List.copyOf(reasons);
      warnings = List.copyOf(warnings);
      whileSigning = List.copyOf(whileSigning);
    }

    /** Whether readers or people may see something else than what was judged. */
    public boolean doubtful() {
      return reasons.stream().anyMatch(DOUBTS::contains);
    }

    /** Whether digest, signature and covered bytes agree. */
    public Integrity integrity() {
      return Integrity.of(integrityReasons);
    }

    /** What is known of revocation. */
    public Revocation revocation() {
      return Revocation.of(reasons, chain);
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

  /**
   * What follows a signature.
   *
   * @param changeClass the greatest class
   * @param allowed whether DocMDP, FieldMDP and the rules without them allow all of it
   * @param items what was found, reason codes with the place, in order
   * @param steps the same revision by revision, in the order of the file
   */
  public record Changes(
      ChangeClass changeClass, boolean allowed, List<String> items, List<Step> steps) {
    /** Codes of what keeps the additions themselves from being judged harmless, each once. */
    public List<String> doubts() {
      return steps.stream()
          .flatMap(step -> step.changes().stream())
          .map(Change::code)
          .filter(Signed.DOUBTS::contains)
          .distinct()
          .toList();
    }

    /** Nothing follows. */
    public static final Changes NONE = new Changes(ChangeClass.NONE, true, List.of(), List.of());

    /** Copies the lists. */
    public Changes {
      items = List.copyOf(items);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One revision after a signature.
   *
   * @param fromByte offset of its first byte
   * @param toByte offset just behind its last byte
   * @param changeClass the greatest class of what it changed
   * @param allowed whether the signature allows all of it
   * @param changes what it changed
   */
  public record Step(
      long fromByte, long toByte, ChangeClass changeClass, boolean allowed, List<Change> changes) {
    /** Copies the list. */
    public Step {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One change in a revision.
   *
   * @param changeClass its class
   * @param code stable reason code
   * @param place where, for example a page or a field; may be empty
   * @param objects number and generation of the objects concerned, for example 12 0; may be empty
   * @param pages the pages concerned, from 1; empty if none is known
   */
  public record Change(
      ChangeClass changeClass,
      String code,
      String place,
      List<String> objects,
      List<Integer> pages) {
    /** Copies the lists. */
    public Change {
      objects = List.copyOf(objects);
      pages = List.copyOf(pages);
    }

    /** Code and place. */
    public String text() {
      return place.isEmpty() ? code : code + ": " + place;
    }
  }
}
