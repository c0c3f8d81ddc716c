// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.rule.ChallengePlan;

/**
 * What the person in front of the camera was asked to do, as the manifest has it.
 *
 * @param asked the words of the challenges, in order
 * @param drawn whether they were drawn for this case; if not, somebody chose them
 * @param nonce what they were drawn from beside the case, 16 bytes, lower-case hex; null if not
 * @param keptFrom SM3 of the document of the earlier case in this business for which they were
 *     drawn and whose identity check is kept, lower-case hex; null if they are this case's own
 */
public record Challenges(
    List<String> asked, boolean drawn, @Nullable String nonce, @Nullable String keptFrom) {
  /** Of a plan that was carried out. */
  public static Challenges of(ChallengePlan plan) {
    List<String> asked = plan.challenges().stream().map(each -> each.word()).toList();
    return new Challenges(asked, plan.drawn(), plan.drawn() ? plan.nonce() : null, null);
  }

  /** The same for a later case of the same business, which keeps the identity. */
  public Challenges keptFrom(String documentSm3) {
    return new Challenges(asked, drawn, nonce, documentSm3);
  }

  /** The case as challenges are drawn for it: one line of text. */
  public static String subject(String businessId, String documentSm3) {
    return "business " + businessId + " document " + documentSm3;
  }

  /** Whether drawing again gives the same. */
  boolean follow(String businessId, String documentSm3) {
    if (!drawn
        || documentSm3.equals(keptFrom) // of an earlier document, or of none
        || nonce == null
        || !nonce.matches("([0-9a-f]{2}){" + ChallengePlan.NONCE_BYTES + "}")) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(nonce);
    String document = keptFrom == null ? documentSm3 : keptFrom;
    ChallengePlan plan = ChallengePlan.draw(subject(businessId, document), bytes);
    return of(plan).asked().equals(asked);
  }
}
