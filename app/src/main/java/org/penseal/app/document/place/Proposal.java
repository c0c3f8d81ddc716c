// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import org.penseal.pdf.Placement;

/**
 * A place that the program proposes for the signature.
 *
 * @param kind why
 * @param at where
 * @param name of the field, or the keyword; else empty
 */
public record Proposal(Kind kind, Placement.At at, String name) {
  /** Why a place is proposed, the best reason first. */
  public enum Kind {
    /** An empty signature field of the document. */
    FIELD,
    /** Where the last signature on this form was placed. */
    LAST,
    /** Beside a keyword of the settings. */
    KEYWORD,
    /** The lower right corner of the last page. */
    CORNER
  }
}
