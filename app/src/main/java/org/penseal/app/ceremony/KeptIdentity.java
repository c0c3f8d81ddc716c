// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.KeepIdentity;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.identify.Identified;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.app.statement.ManifestComparison;
import org.penseal.identity.IdentityMode;

/**
 * An identity check that serves for further documents of the same business, where its kind lets it.
 * The evidence of the later case names the first one, and holds what was taken in it.
 *
 * @param caseId the case in which it was made
 * @param businessId the business
 * @param documentSm3 SM3 of that case's document, lower-case hex
 * @param at when it was made
 * @param rules digest of the rules of that business's kind ({@link BusinessType#sm3})
 * @param identified what came out
 */
public record KeptIdentity(
    String caseId,
    String businessId,
    String documentSm3,
    Instant at,
    String rules,
    Identified identified) {
  // What is left of the hour must do for consent, reading and writing.
  private static final Duration SERVES = ManifestComparison.LONGEST_KEPT.minusMinutes(15);

  /**
   * Who is said to sign a later document.
   *
   * @param mode how he is to be identified
   * @param name as it was typed; empty if nobody typed one
   * @param idNumber the same
   */
  public record Claim(IdentityMode mode, Optional<String> name, Optional<String> idNumber) {}

  /**
   * Whether it serves for a case of this kind and business that begins now: by the very rules and
   * in the mode in which it was made, and for nobody else than it was made of.
   */
  public boolean serves(BusinessType type, String business, Claim claim, Instant now) {
    Signer who = identified.signer();
    boolean same =
        claim.name().filter(each -> !each.equals(who.name())).isEmpty()
            && claim
                .idNumber()
                .filter(each -> !each.equalsIgnoreCase(who.idNumber().orElse("")))
                .isEmpty();
    return same
        && type.desk().identity() == KeepIdentity.BUSINESS
        && rules.equals(type.sm3())
        && who.identity().mode().equals(claim.mode().word())
        && businessId.equals(business)
        && !now.isBefore(at)
        && now.isBefore(at.plus(SERVES));
  }

  /** Whether a case that took it over may still be signed now. */
  public boolean lasts(Instant now) {
    return now.isBefore(at.plus(ManifestComparison.LONGEST_KEPT));
  }

  /** The signer as a later case takes him, with the evidence of that. */
  public Identified forLater() {
    Signer who = identified.signer();
    IdentityOrigins from = who.origins();
    IdentityOrigins origins =
        new IdentityOrigins(
            from.person(),
            from.camera(),
            from.authority(),
            from.challenges().map(asked -> asked.keptFrom(documentSm3)),
            Optional.empty()); // the portrait is the first case's
    List<Identified.Piece> pieces = new ArrayList<>(identified.evidence());
    pieces.add(new Identified.Piece(ArtefactType.IDENTITY_KEPT, "text/plain", record()));
    return new Identified(
        new Signer(who.name(), who.identity(), who.idNumber(), who.phone(), origins),
        List.copyOf(pieces),
        identified.warnings());
  }

  private byte[] record() {
    String text =
        String.join(
            "\n",
            "penseal-identity-kept/1",
            "case " + caseId,
            "business " + businessId,
            "document " + documentSm3,
            "checked " + at,
            "");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the person. */
  @Override
  public String toString() {
    return "KeptIdentity[" + caseId + " " + at + "]";
  }
}
