// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origins;
import org.penseal.app.text.Texts;
import org.penseal.identity.message.MessageKey;
import org.penseal.pdf.Report;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * What was recomputed from the evidence of one signature. Missing is not wrong: a digest that
 * cannot be recomputed says so. Without an event certificate nothing matches: what agrees with
 * itself is only stated.
 *
 * @param present whether the signature carries evidence at all
 * @param manifest matches, stated, differs or missing
 * @param document the same for the document as it came in
 * @param statement the same for the chip's (or host's) statement; unknown where nobody trusted
 *     answers for it
 * @param ink matches, stated, differs, sealed, missing, or not-opened with the keys given
 * @param device attested, simulated, host or unknown
 * @param annotation what ink says, for the handwritten annotation
 * @param attemptsDiscarded how often the signer cleared the signature and began again
 * @param synthetic whether the manifest says that the camera's pictures were rendered, not taken
 * @param origins where everything comes from, as the manifest says: label by source ({@link
 *     Origins}); of the CA as its certificate says
 * @param binding who vouches for the evidence: certificate (the event certificate), signer (an
 *     operator's own claim, signed with his key) or none
 * @param authority whose answer on the signer's identity is told: registered (signed by a key that
 *     is), unregistered, stated, unsigned, or none if no authority was asked
 * @param escrow for whom the ink is sealed
 */
public record EvidenceReport(
    boolean present,
    State manifest,
    State document,
    State statement,
    State ink,
    DeviceState device,
    State annotation,
    int attemptsDiscarded,
    boolean synthetic,
    Map<String, String> origins,
    BoundBy binding,
    Answered authority,
    EscrowReview escrow) {

  /** What came of computing something again. */
  public enum State {
    /** It agrees with what the event certificate binds. */
    MATCHES,
    /** It agrees with itself; nothing binds it. */
    STATED,
    /** It does not agree. */
    DIFFERS,
    /** It is not there. */
    MISSING,
    /** It is sealed, and no key was given. */
    SEALED,
    /** The keys given do not open it. */
    NOT_OPENED,
    /** Nobody trusted answers for it. */
    UNKNOWN;

    static State of(boolean matches) {
      return matches ? MATCHES : DIFFERS;
    }

    /** In JSON and in keys of texts. */
    @JsonValue
    public String word() {
      return JsonReport.word(this);
    }
  }

  /** Who answers for the device. */
  public enum DeviceState {
    /** A maker that is trusted. */
    ATTESTED,
    /** A maker of simulators. */
    SIMULATED,
    /** The workstation, for a pad without a chip. */
    HOST,
    /** Nobody. */
    UNKNOWN;

    /** In JSON and in keys of texts. */
    @JsonValue
    public String word() {
      return JsonReport.word(this);
    }
  }

  /** Who vouches for the evidence. */
  public enum BoundBy {
    /** The event certificate holds the digests. */
    CERTIFICATE,
    /** It is the operator's own claim, under the operator's own key. */
    SIGNER,
    /** Nobody. */
    NONE;

    /** In JSON and in keys of texts. */
    @JsonValue
    public String word() {
      return JsonReport.word(this);
    }
  }

  /** What an identity authority's answer is worth. */
  public enum Answered {
    /** Signed by a key that is registered. */
    REGISTERED,
    /** Signed by a key that is not registered, or was not valid. */
    UNREGISTERED,
    /**
     * The manifest says that it was signed, and nothing that can be believed binds the manifest.
     */
    STATED,
    /** Not signed. */
    UNSIGNED,
    /** No authority was asked. */
    NONE;

    /** In JSON and in keys of texts. */
    @JsonValue
    public String word() {
      return JsonReport.word(this);
    }
  }

  /** A signature without evidence. */
  static final EvidenceReport NONE =
      new EvidenceReport(
          false,
          State.MISSING,
          State.MISSING,
          State.MISSING,
          State.MISSING,
          DeviceState.UNKNOWN,
          State.MISSING,
          0,
          false,
          Map.of(),
          BoundBy.NONE,
          Answered.NONE,
          EscrowReview.NONE);

  /** Whether anything that could be recomputed is wrong. */
  public boolean anyDiffers() {
    return Stream.of(manifest, document, statement, ink, annotation).anyMatch(State.DIFFERS::equals)
        || escrow.state() == EscrowReview.State.DIFFERS;
  }

  /** Whether an event certificate binds the evidence, so that it can match at all. */
  public boolean bound() {
    return binding == BoundBy.CERTIFICATE;
  }

  /**
   * What a reader is told of device, ink, annotation and camera: words by the key of their name.
   */
  public Map<String, String> words(Texts texts) {
    Map<String, String> words = new LinkedHashMap<>();
    if (present && !bound()) {
      words.put("evidence", texts.get("report.evidence." + binding.word()));
    }
    words.put("device", texts.get("report.device." + device.word()));
    words.put("ink", texts.get("report.ink." + ink.word()));
    if (annotation != State.MISSING) {
      words.put("annotation", texts.get("report.ink." + annotation.word()));
    }
    if (present) {
      words.put("attempts", texts.get("report.attempts.count", attemptsDiscarded));
    }
    if (!origins.isEmpty()) {
      words.put(
          "origins",
          OriginReport.lines(origins, texts).stream()
              .map(each -> texts.get("report.origin.value", each.source(), each.origin()))
              .collect(Collectors.joining(" · ")));
    }
    if (authority != Answered.NONE) {
      words.put("authority", texts.get("report.authority." + authority.word()));
    }
    if (!escrow.equals(EscrowReview.NONE)) {
      words.put("escrow", texts.get("report.escrow." + escrow.state().word(), escrow.subject()));
    }
    if (synthetic) {
      words.put("camera", texts.get("report.camera.synthetic"));
    }
    return words;
  }

  /**
   * Whether an event certificate binds the evidence of a signature, a trusted one, and the
   * signature is intact: of any other it is what somebody made to fit.
   */
  static boolean vouched(Report.Signed signed) {
    return signed.binding() != null && signed.intact() && signed.chain() == Report.Chain.TRUSTED;
  }

  /** Whether manifest or statement is not there, without which no event certificate stands. */
  boolean anyMissing() {
    return manifest == State.MISSING || statement == State.MISSING;
  }

  /** Whether manifest, document and statement were all recomputed and found right. */
  boolean allMatch() {
    return manifest == State.MATCHES && document == State.MATCHES && statement == State.MATCHES;
  }

  /**
   * What the answer of an identity authority is worth: looks for the certificate whose key signed
   * it among those that are registered.
   *
   * @param vouched whether a certificate that can be believed binds the manifest
   * @return registered, unregistered (signed, but by a key that is not registered or was not
   *     valid), stated, unsigned, or none if no authority was asked
   */
  static Answered authority(@Nullable Manifest manifest, TrustStore trust, boolean vouched) {
    Manifest.Authority asked = manifest == null ? null : manifest.identity().authority();
    if (manifest == null || asked == null) {
      return Answered.NONE;
    }
    String signedBy = asked.certificate();
    if (!asked.proven() || signedBy == null) {
      return Answered.UNSIGNED;
    }
    if (!vouched) {
      return Answered.STATED;
    }
    String at = manifest.identity().at();
    return trust.anchors(Purpose.AUTHORITY).stream()
            .filter(each -> signedBy.equals(MessageKey.id(each)))
            .anyMatch(each -> wasValid(Purpose.AUTHORITY, each, at, trust))
        ? Answered.REGISTERED
        : Answered.UNREGISTERED;
  }

  /**
   * Whether a certificate is registered and was valid at a time that a manifest states.
   *
   * @param at null where whoever wrote the manifest left it out
   */
  static boolean wasValid(
      Purpose purpose, X509Certificate certificate, @Nullable String at, TrustStore trust) {
    try {
      return at != null && trust.holds(purpose, certificate, Instant.parse(at));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
