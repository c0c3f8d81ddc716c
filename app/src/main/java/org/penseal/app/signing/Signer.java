// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.util.Optional;
import org.penseal.app.evidence.Manifest;

/**
 * Who signs, as it was found out.
 *
 * @param name name as it is certified and printed
 * @param identity how it was checked; the salted digests are filled in by the case
 * @param idNumber the checked ID number, if one was taken
 * @param phone the checked mobile number, if one was taken
 * @param origins where all of it comes from
 */
public record Signer(
    String name,
    Manifest.Identity identity,
    Optional<String> idNumber,
    Optional<String> phone,
    IdentityOrigins origins) {

  /** The mode of a signer whose identity was not verified: an operator with their own key. */
  public static final String OPERATOR = Manifest.OPERATOR;

  /** Whether an authority or a person at the counter checked who this is. */
  public boolean checked() {
    return !identity.mode().equals(OPERATOR);
  }

  /** The mode only: the rest is personal data. */
  @Override
  public String toString() {
    return "Signer[" + identity.mode() + "]";
  }
}
