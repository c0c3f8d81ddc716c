// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origins;
import org.penseal.app.text.Texts;
import org.penseal.identity.message.MessageKey;
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
 *     is), unregistered, unsigned, or none if no authority was asked
 * @param escrow for whom the ink is sealed
 */
public record EvidenceReport(
    boolean present,
    String manifest,
    String document,
    String statement,
    String ink,
    String device,
    String annotation,
    int attemptsDiscarded,
    boolean synthetic,
    Map<String, String> origins,
    String binding,
    String authority,
    EscrowReview escrow) {
  static final String MATCHES = "matches";
  static final String DIFFERS = "differs";
  static final String MISSING = "missing";
  static final String SEALED = "sealed";
  static final String ATTESTED = "attested";
  static final String SIMULATED = "simulated";
  static final String HOST = "host";
  static final String UNKNOWN = "unknown";
  static final String STATED = "stated";
  static final String NOT_OPENED = "not-opened";

  static final String REGISTERED = "registered";
  static final String UNREGISTERED = "unregistered";
  static final String UNSIGNED = "unsigned";
  static final String NO_AUTHORITY = "none";

  /** Binding: the event certificate holds the digests. */
  static final String CERTIFICATE = "certificate";

  /** Binding: the operator's own claim, under the operator's own key. */
  static final String SIGNER = "signer";

  /** Binding: nobody vouches. */
  static final String NONE_BINDS = "none";

  static String state(boolean matches) {
    return matches ? MATCHES : DIFFERS;
  }

  /** A signature without evidence. */
  static final EvidenceReport NONE =
      new EvidenceReport(
          false,
          MISSING,
          MISSING,
          MISSING,
          MISSING,
          UNKNOWN,
          MISSING,
          0,
          false,
          Map.of(),
          NONE_BINDS,
          NO_AUTHORITY,
          EscrowReview.NONE);

  /** Whether anything that could be recomputed is wrong. */
  public boolean anyDiffers() {
    return manifest.equals(DIFFERS)
        || document.equals(DIFFERS)
        || statement.equals(DIFFERS)
        || ink.equals(DIFFERS)
        || annotation.equals(DIFFERS)
        || escrow.state().equals(DIFFERS);
  }

  /** Whether an event certificate binds the evidence, so that it can match at all. */
  public boolean bound() {
    return binding.equals(CERTIFICATE);
  }

  /**
   * What a reader is told of device, ink, annotation and camera: words by the key of their name.
   */
  public Map<String, String> words(Texts texts) {
    Map<String, String> words = new LinkedHashMap<>();
    if (present && !bound()) {
      words.put("evidence", texts.get("report.evidence." + binding));
    }
    words.put("device", texts.get("report.device." + device));
    words.put("ink", texts.get("report.ink." + ink));
    if (!annotation.equals(MISSING)) {
      words.put("annotation", texts.get("report.ink." + annotation));
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
    if (!authority.equals(NO_AUTHORITY)) {
      words.put("authority", texts.get("report.authority." + authority));
    }
    if (!escrow.equals(EscrowReview.NONE)) {
      words.put("escrow", texts.get("report.escrow." + escrow.state(), escrow.subject()));
    }
    if (synthetic) {
      words.put("camera", texts.get("report.camera.synthetic"));
    }
    return words;
  }

  /** Whether manifest, document and statement were all recomputed and found right. */
  boolean allMatch() {
    return manifest.equals(MATCHES) && document.equals(MATCHES) && statement.equals(MATCHES);
  }

  /**
   * What the answer of an identity authority is worth: looks for the certificate whose key signed
   * it among those that are registered.
   *
   * @return registered, unregistered (signed, but by a key that is not registered or was not
   *     valid), unsigned, or none if no authority was asked
   */
  static String authority(@Nullable Manifest manifest, TrustStore trust) {
    Manifest.Authority asked = manifest == null ? null : manifest.identity().authority();
    if (manifest == null || asked == null) {
      return NO_AUTHORITY;
    }
    String signedBy = asked.certificate();
    if (!asked.proven() || signedBy == null) {
      return UNSIGNED;
    }
    String at = manifest.identity().at();
    return trust.anchors(Purpose.AUTHORITY).stream()
            .filter(each -> signedBy.equals(MessageKey.id(each)))
            .anyMatch(each -> wasValid(Purpose.AUTHORITY, each, at, trust))
        ? REGISTERED
        : UNREGISTERED;
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
