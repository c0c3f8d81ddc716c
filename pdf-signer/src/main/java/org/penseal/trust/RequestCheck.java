// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.util.Optional;

/** What a certification authority asks before it issues an event certificate. */
@FunctionalInterface
public interface RequestCheck {
  /**
   * Looks at a request whose form and proof of possession are in order, above all at its chip
   * statement.
   *
   * @return empty to accept, or the reason for the refusal: a stable code, lower case, hyphens
   */
  Optional<String> refusal(EventRequest request);
}
