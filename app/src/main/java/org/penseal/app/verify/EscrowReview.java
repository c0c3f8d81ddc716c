// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.evidence.Manifest;
import org.penseal.cms.envelope.EnvelopeMessage;
import org.penseal.file.ByteSource;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * For whom the ink is sealed, as far as it can be told without his key.
 *
 * @param state what is known of him
 * @param subject common name of a registered certificate, else issuer and serial number by which
 *     the envelope names its recipient; may be empty
 */
public record EscrowReview(State state, String subject) {
  /** What is known of him. */
  public enum State {
    /** His certificate is registered, and was valid. */
    REGISTERED,
    /** It is not. */
    UNREGISTERED,
    /** The manifest is of before. */
    NOT_STATED,
    /**
     * The envelope does not name the one that the manifest states, or not him alone, or he is a
     * demonstration's and is not called that.
     */
    DIFFERS,
    /** No ink is sealed. */
    NONE;

    /** In JSON and in keys of texts. */
    @JsonValue
    public String word() {
      return JsonReport.word(this);
    }
  }

  /** No ink is sealed. */
  static final EscrowReview NONE = new EscrowReview(State.NONE, "");

  static EscrowReview of(@Nullable Manifest manifest, Octets sealedInk, TrustStore trust) {
    if (sealedInk.size() == 0 || manifest == null) {
      return NONE;
    }
    Escrow stated = manifest.escrow();
    EnvelopeMessage envelope;
    try {
      envelope = EnvelopeMessage.parse(ByteSource.of(sealedInk.bytes()));
    } catch (SigningException | IOException e) {
      return new EscrowReview(stated == null ? State.NOT_STATED : State.DIFFERS, "");
    }
    if (stated == null) {
      return new EscrowReview(State.NOT_STATED, envelope.recipient());
    }
    for (X509Certificate each : trust.anchors(Purpose.ESCROW)) {
      Escrow known = Escrow.of(each);
      if (known.equals(stated)) {
        boolean registered =
            EvidenceReport.wasValid(Purpose.ESCROW, each, manifest.frozenAt(), trust);
        return new EscrowReview(
            !envelope.isOnlyFor(each)
                ? State.DIFFERS
                : registered ? State.REGISTERED : State.UNREGISTERED,
            CertificateFacts.commonName(each));
      }
      // Whether he is a demonstration's is what his certificate says, not the manifest.
      boolean named = known.sm3().equals(stated.sm3()) || envelope.isOnlyFor(each);
      if (named && known.demo() != stated.demo()) {
        return new EscrowReview(State.DIFFERS, CertificateFacts.commonName(each));
      }
    }
    return new EscrowReview(
        envelope.recipients() == 1 ? State.UNREGISTERED : State.DIFFERS, envelope.recipient());
  }
}
