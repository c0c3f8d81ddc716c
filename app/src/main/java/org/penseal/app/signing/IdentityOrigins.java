// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.util.Optional;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.evidence.Origin;

/**
 * Where what is known of the signer comes from, as those say who took it.
 *
 * @param person of name and number: a card reader, or the operator
 * @param camera of the pictures; empty if none were taken
 * @param authority of the answer; empty if none was asked
 * @param challenges what was asked in front of the camera; empty if no living face was asked for
 * @param portraitSm3 digest of the portrait that was taken, lower-case hex; empty if none was, and
 *     for one that was rendered
 */
public record IdentityOrigins(
    Origin person,
    Optional<Origin> camera,
    Optional<Origin> authority,
    Optional<Challenges> challenges,
    Optional<String> portraitSm3) {

  /** The operator says who it is, and nothing was taken. */
  public static final IdentityOrigins OPERATOR =
      new IdentityOrigins(
          Origin.OPERATOR, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
