// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came out of verifying an identity. Holds no personal data.
 *
 * @param mode as asked
 * @param provider name of the authority
 * @param at when it decided, by its own clock
 * @param result its answer
 * @param referenceId under which the authority finds this again
 * @param similarity of the two portraits, -1 to 1, or null where none were compared
 * @param threshold it was held against, or null
 * @param endpoint address that answered
 * @param signedBy the key whose signature over request and answer was checked, by the id of {@code
 *     MessageKey}; null if none was
 * @param demo the authority says of itself that it is a demonstration
 */
public record IdentityResult(
    IdentityMode mode,
    String provider,
    Instant at,
    Result result,
    String referenceId,
    @Nullable Double similarity,
    @Nullable Double threshold,
    String endpoint,
    @Nullable String signedBy,
    boolean demo) {

  /** Whether a signature of the authority over request and answer was checked. */
  public boolean proven() {
    return signedBy != null;
  }

  /** An authority's answer. */
  public enum Result {
    /** The claim is true. */
    MATCH,
    /** The claim is not true. */
    NO_MATCH,
    /** It cannot tell, for instance because it keeps no portrait or the picture is too poor. */
    CANNOT_SAY
  }
}
