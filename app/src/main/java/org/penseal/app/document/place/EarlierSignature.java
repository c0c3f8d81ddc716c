// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;

/**
 * A signature that the opened file carries already.
 *
 * @param field its field
 * @param signer who signed; empty if the certificate does not say
 * @param at when, or null
 * @param verdict over it alone
 * @param timestamp whether it is a timestamp over the document, by which nobody signed
 */
public record EarlierSignature(
    String field, String signer, @Nullable Instant at, Report.Verdict verdict, boolean timestamp) {

  /** Verifies the signatures of a file. */
  @FunctionalInterface
  public interface Check {
    /**
     * On a thread of its own.
     *
     * @param password or null
     */
    List<EarlierSignature> of(Path file, @Nullable String password) throws SigningException;
  }
}
