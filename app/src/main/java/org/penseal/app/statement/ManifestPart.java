// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.util.Locale;

/** What of a manifest can contradict the rest of it, or what is known otherwise. */
public enum ManifestPart {
  /** Something that every manifest has is missing, or not written as it must be. */
  FORM,
  /** Times that are not in the order of a case, or later than the signature is proven to be. */
  TIME,
  /** Media type of the document. */
  DOCUMENT,
  /** The pages that are said to have been shown. */
  PAGES,
  /** Lost reports, or strokes without samples. */
  INK,
  /** Mode, result and the facts that such a check of the identity has, or has not. */
  IDENTITY,
  /** Types, media types and numbers of what was collected. */
  ARTEFACTS,
  /** The policy. */
  POLICY;

  /** The stable reason code, for example {@code manifest-time-differs}. */
  public String code() {
    return "manifest-" + name().toLowerCase(Locale.ROOT) + "-differs";
  }
}
