// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.penseal.app.store.state.StateTable;

/**
 * What was erased of a case, or would be. The clear words in it are no personal data.
 *
 * @param caseId the case
 * @param retainUntil when it was due; empty if it never had a date
 * @param artefacts types of the artefacts whose content was erased, in the order taken
 * @param digests their salted SM3s in the manifest, in the same order
 * @param ink whether the case's share of the ink was erased, and with it the ink in every copy
 * @param event number of the entry in the chained log; 0 for what was not done
 */
public record Erasure(
    String caseId,
    String retainUntil,
    List<String> artefacts,
    List<String> digests,
    boolean ink,
    long event) {
  static final String REPORT = "ERASURE_REPORT";

  static List<String> due(Handle handle, Instant now) {
    return handle
        .createQuery(
            "SELECT id FROM signing_case WHERE retain_until <= ? AND erased_at IS NULL"
                + " AND state IN ('ARCHIVED', 'CANCELLED', 'ABANDONED')"
                + " ORDER BY retain_until, id")
        .bind(0, now.toString())
        .mapTo(String.class)
        .list();
  }

  /** What would be erased. */
  static Erasure plan(Handle handle, String caseId, Instant now, boolean early)
      throws StoreException {
    record Found(String state, String until, boolean erased, boolean ink) {}
    Found found =
        handle
            .createQuery(
                "SELECT state, retain_until, erased_at, share IS NOT NULL FROM signing_case"
                    + " WHERE id = ?")
            .bind(0, caseId)
            .map(
                (row, context) ->
                    new Found(
                        row.getString(1),
                        row.getString(2) == null ? "" : row.getString(2),
                        row.getString(3) != null,
                        row.getBoolean(4)))
            .findOne()
            .orElseThrow(() -> new StoreException.NoSuchCase(caseId));
    if (found.erased()) {
      throw new StoreException.Erased(caseId);
    }
    if (!StateTable.isOver(found.state())) {
      throw new StoreException.NotOver(caseId);
    }
    Instant until = found.until().isEmpty() ? null : Instant.parse(found.until());
    if (!early && (until == null || until.isAfter(now))) {
      throw new StoreException.RetentionRuns(caseId, until);
    }
    List<ArtefactRow> artefacts = Rows.artefacts(handle, caseId);
    return new Erasure(
        caseId,
        found.until(),
        artefacts.stream().map(ArtefactRow::type).toList(),
        artefacts.stream().map(ArtefactRow::saltedSm3).toList(),
        found.ink(),
        0);
  }

  /** Overwrites and deletes. The manifest and the log stay: they hold no personal data. */
  void carryOut(Handle handle, Instant now) {
    handle.execute("UPDATE artefact SET content = x'' WHERE case_id = ?", caseId);
    handle.execute(
        "UPDATE signing_case SET share = NULL, signer_mac = NULL, signer_salt = NULL,"
            + " name_index = NULL, number_index = NULL, document_name = '', output = '',"
            + " settings = '', settings_salt = NULL,"
            + " reserved = 0, erased_at = ? WHERE id = ?",
        now.toString(),
        caseId);
  }

  Erasure noted(long number) {
    return new Erasure(caseId, retainUntil, artefacts, digests, ink, number);
  }

  static String reportDetail(String sm3) {
    return "sm3=" + sm3;
  }

  /** The entry of the log. */
  String detail(String reason) {
    return "artefacts=%s ink=%s due=%s reason=%s"
        .formatted(String.join(",", artefacts), ink, retainUntil, reason);
  }
}
