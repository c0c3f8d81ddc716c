// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt;
import org.penseal.refusal.ServiceException.RevocationUnavailable.Attempt.Why;

/** What is known of one certificate's revocation. */
public sealed interface Status {
  /** Not revoked. */
  record Good() implements Status {}

  /**
   * Revoked, or on hold.
   *
   * @param at the revocation date
   * @param reason CRLReason of RFC 5280, section 5.3.1; -1 if none was given
   * @param invalidity when the key is suspected to have been compromised (RFC 5280, section 5.3.2),
   *     or null
   */
  record Revoked(Instant at, int reason, @Nullable Instant invalidity) implements Status {
    /** No reason was given. */
    public static final int NO_REASON = -1;

    private static final int ON_HOLD = 6;
    private static final Set<Integer> COMPROMISED = Set.of(1, 2, 10);
    // RFC 3161, section 4, item 1: unspecified, affiliationChanged, superseded,
    // cessationOfOperation.
    private static final Set<Integer> ENDED_IN_ORDER = Set.of(0, 3, 4, 5);

    /**
     * From when on nothing made with the key counts: the revocation date, or, for a compromise, an
     * earlier invalidity date.
     */
    public Instant effective() {
      return COMPROMISED.contains(reason) && invalidity != null && invalidity.isBefore(at)
          ? invalidity
          : at;
    }

    /** Whether it is certificateHold, which may end again. */
    public boolean onHold() {
      return reason == ON_HOLD;
    }

    /**
     * Whether tokens that a time-stamping authority made before the revocation stay good by
     * themselves (RFC 3161, section 4): only with a reason that says the key was not compromised.
     */
    public boolean endedInOrder() {
      return ENDED_IN_ORDER.contains(reason);
    }
  }

  /**
   * Nothing that can be used.
   *
   * @param reasons codes, why what there was cannot be used; empty if there was nothing
   */
  record Unknown(List<String> reasons) implements Status {
    /** Copies the list. */
    public Unknown {
      reasons = List.copyOf(reasons);
    }

    /**
     * Why it is of no use, for whoever is told; without reasons it says nothing of the certificate.
     *
     * @param uri who gave it; null for data that was at hand
     */
    Attempt attempt(@Nullable URI uri) {
      return reasons.isEmpty()
          ? new Attempt(uri, Why.ANSWER_TO_ANOTHER_REQUEST, "")
          : new Attempt(uri, Why.DATA, String.join(",", reasons));
    }
  }
}
