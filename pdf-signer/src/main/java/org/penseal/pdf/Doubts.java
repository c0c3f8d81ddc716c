// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.Set;

/** Reason codes that keep a signature from being valid without making it invalid. */
public final class Doubts {
  private static final Set<String> CODES =
      Set.of(
          "addition-covers-content",
          "addition-not-looked-at",
          "annotation-may-hide-content",
          "content-read-differently",
          "cross-reference-ambiguous",
          "cross-reference-not-readable",
          "decoded-differently",
          "decrypted-differently",
          "drawing-inputs-differ-outside-pages",
          "drawing-inputs-not-compared",
          "duplicate-key",
          "event-certificate-extended-usage",
          "event-certificate-is-ca",
          "event-certificate-key-usage",
          "event-certificate-lasts-long",
          "event-certificate-other-names",
          "event-certificate-policy",
          "event-certificate-without-binding",
          "field-appearance-not-readable",
          "header-not-at-start",
          "hybrid-reference-differs",
          "object-in-other-generation",
          "object-not-at-offset",
          "object-not-readable",
          "object-read-differently",
          "object-twice",
          "reference-to-nothing",
          "signature-look-left-to-readers",
          "signing-revision-not-analysed",
          "stream-length-wrong",
          "trailer-incomplete");

  private Doubts() {}

  /** Whether a reason code is one of them. */
  public static boolean contains(String code) {
    return CODES.contains(code);
  }
}
