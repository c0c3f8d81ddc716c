// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What the archive says of one case.
 *
 * @param id the case
 * @param businessId the business it belongs to
 * @param state name of its state
 * @param openedAt when it began
 * @param changedAt when its state last changed
 * @param documentName file name of the document
 * @param documentSm3 SM3 of the document, lower-case hex
 * @param documentSize length of the document in bytes
 * @param output where the signed file belongs
 */
public record CaseRow(
    String id,
    String businessId,
    String state,
    Instant openedAt,
    Instant changedAt,
    String documentName,
    String documentSm3,
    long documentSize,
    Path output) {

  /**
   * What a case begins with beside its row.
   *
   * @param kind id of the kind of business; empty if nobody said
   * @param settings what a restart finishes it with
   * @param retentionDays how long what little there is of it is kept from its beginning, if it ends
   *     before its evidence is frozen
   */
  public record Terms(String kind, String settings, int retentionDays) {}
}
