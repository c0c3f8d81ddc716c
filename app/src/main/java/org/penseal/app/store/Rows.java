// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The archive's reading queries. */
final class Rows {
  private Rows() {}

  static List<CaseRow> cases(Handle handle) {
    return handle
        .createQuery("SELECT * FROM signing_case ORDER BY opened_at, id")
        .map((row, context) -> signingCase(row))
        .list();
  }

  static CaseRow find(Handle handle, String caseId) throws StoreException {
    return handle
        .createQuery("SELECT * FROM signing_case WHERE id = ?")
        .bind(0, caseId)
        .map((row, context) -> signingCase(row))
        .findOne()
        .orElseThrow(() -> new StoreException.NoSuchCase(caseId));
  }

  static CaseRow signingCase(ResultSet row) throws SQLException {
    return new CaseRow(
        row.getString("id"),
        row.getString("business_id"),
        row.getString("state"),
        Instant.parse(row.getString("opened_at")),
        Instant.parse(row.getString("changed_at")),
        row.getString("document_name"),
        row.getString("document_sm3"),
        row.getLong("document_size"),
        Path.of(row.getString("output")));
  }

  static List<ArtefactRow> artefacts(Handle handle, String caseId) {
    return handle
        .createQuery("SELECT * FROM artefact WHERE case_id = ? ORDER BY id")
        .bind(0, caseId)
        .map((row, context) -> artefact(row))
        .list();
  }

  static List<ArtefactRow.OfCase> latest(Handle handle, String type, int most) {
    return handle
        .createQuery("SELECT * FROM artefact WHERE type = ? ORDER BY id DESC LIMIT ?")
        .bind(0, type)
        .bind(1, most)
        .map((row, context) -> new ArtefactRow.OfCase(row.getString("case_id"), artefact(row)))
        .list();
  }

  private static ArtefactRow artefact(ResultSet row) throws SQLException {
    return new ArtefactRow(
        row.getLong("id"),
        row.getString("type"),
        row.getString("media_type"),
        Instant.parse(row.getString("taken_at")),
        row.getString("salted_sm3"),
        row.getBoolean("sealed"));
  }

  static byte[] content(Handle handle, long artefact) {
    return handle
        .createQuery("SELECT content FROM artefact WHERE id = ?")
        .bind(0, artefact)
        .mapTo(byte[].class)
        .one();
  }

  static boolean erased(Handle handle, String caseId) throws StoreException {
    return handle
        .createQuery("SELECT erased_at IS NOT NULL FROM signing_case WHERE id = ?")
        .bind(0, caseId)
        .mapTo(Boolean.class)
        .findOne()
        .orElseThrow(() -> new StoreException.NoSuchCase(caseId));
  }

  /** One BLOB column of a case; empty if the case is not there or the column is null. */
  static Optional<byte[]> blob(Handle handle, String column, String caseId) {
    return handle
        .createQuery("SELECT <column> FROM signing_case WHERE id = :id AND <column> IS NOT NULL")
        .define("column", column)
        .bind("id", caseId)
        .mapTo(byte[].class)
        .findOne();
  }

  static List<EventRow> events(Handle handle, @Nullable String caseId) {
    return handle
        .createQuery("SELECT * FROM event WHERE :id IS NULL OR case_id = :id ORDER BY number")
        .bind("id", caseId)
        .map((row, context) -> event(row))
        .list();
  }

  static EventRow event(ResultSet row) throws SQLException {
    return new EventRow(
        row.getLong("number"),
        row.getString("case_id"),
        Instant.parse(row.getString("at")),
        row.getString("what"),
        row.getString("detail"),
        row.getString("facts"));
  }
}
