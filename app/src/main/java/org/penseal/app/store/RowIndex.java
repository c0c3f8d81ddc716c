// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The archive's rows as an index of its log, and whether they are one. */
final class RowIndex {
  private final Commitments commitments;

  RowIndex(Commitments commitments) {
    this.commitments = commitments;
  }

  /** A row, as far as the log knows of it. */
  record Row(
      String id,
      String business,
      String state,
      String document,
      @Nullable String signer,
      @Nullable String signerSalt,
      boolean reserved,
      boolean erased) {}

  static List<Row> rows(Handle handle) {
    return handle
        .createQuery(
            "SELECT id, business_id, state, document_sm3, signer_mac, signer_salt, reserved,"
                + " erased_at IS NOT NULL FROM signing_case ORDER BY id")
        .map(
            (row, context) ->
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getBoolean(7),
                    row.getBoolean(8)))
        .list();
  }

  static Map<String, List<String>> inks(Handle handle) {
    Map<String, List<String>> inks = new HashMap<>();
    handle
        .createQuery("SELECT case_id, sm3 FROM ink ORDER BY sm3")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            row ->
                inks.computeIfAbsent(row.getKey(), any -> new ArrayList<>()).add(row.getValue()));
    return inks;
  }

  /**
   * The pseudonym of a case's signer, if it is the one that the log binds; empty if that binds
   * none.
   *
   * @throws StoreException.IndexDiffers if it was edited
   */
  Optional<String> signer(Handle handle, CaseLog log, String caseId) throws StoreException {
    record Signer(@Nullable String pseudonym, @Nullable String salt) {}
    Signer row =
        handle
            .createQuery("SELECT signer_mac, signer_salt FROM signing_case WHERE id = ?")
            .bind(0, caseId)
            .map((found, context) -> new Signer(found.getString(1), found.getString(2)))
            .findOne()
            .orElseThrow(() -> new StoreException.IndexDiffers(caseId, "case"));
    String bound = log.of(caseId).signer;
    if (!Objects.equals(bound, commitment(row.pseudonym, row.salt))) {
      throw new StoreException.IndexDiffers(caseId, "signer");
    }
    return bound == null ? Optional.empty() : Optional.ofNullable(row.pseudonym);
  }

  private @Nullable String commitment(@Nullable String pseudonym, @Nullable String salt) {
    return pseudonym == null || salt == null ? null : commitments.signer(pseudonym, salt);
  }

  /** What differs from the log, by all rows. */
  Optional<StoreException.IndexDiffers> difference(Handle handle, CaseLog log) {
    Map<String, List<String>> inks = inks(handle);
    Set<String> seen = new HashSet<>();
    for (Row row : rows(handle)) {
      seen.add(row.id);
      CaseLog.Logged logged = log.cases().get(row.id);
      String wrong = logged == null ? "case" : difference(row, logged, inks.remove(row.id));
      if (wrong != null) {
        return Optional.of(new StoreException.IndexDiffers(row.id, wrong));
      }
    }
    Set<String> gone = new TreeSet<>(log.cases().keySet());
    gone.removeAll(seen);
    gone.addAll(inks.keySet());
    return gone.stream().findFirst().map(id -> new StoreException.IndexDiffers(id, "case"));
  }

  private @Nullable String difference(Row row, CaseLog.Logged logged, @Nullable List<String> inks) {
    if (!row.state.equals(logged.state)) {
      return "state";
    }
    if (!commitments.business(row.business).equals(logged.business)) {
      return "business";
    }
    if (!row.document.equals(logged.document)) {
      return "document";
    }
    if (row.reserved != logged.reserved) {
      return "reserved";
    }
    if (row.erased != logged.erased) {
      return "erased";
    }
    String signer = commitment(row.signer, row.signerSalt);
    if (!Objects.equals(signer, logged.signer) || (row.signer == null) != (signer == null)) {
      return "signer";
    }
    List<String> written = logged.ink.stream().sorted().toList();
    return written.equals(Objects.requireNonNullElse(inks, List.of())) ? null : "ink";
  }

  /**
   * Output and settings of a case, if they are those that the log binds.
   *
   * @return the settings; empty if the log binds none
   * @throws StoreException.IndexDiffers if they were edited
   */
  Optional<String> settings(Handle handle, CaseLog log, String caseId) throws StoreException {
    record Order(String output, String settings, @Nullable String salt) {}
    Order order =
        handle
            .createQuery("SELECT output, settings, settings_salt FROM signing_case WHERE id = ?")
            .bind(0, caseId)
            .map((row, context) -> new Order(row.getString(1), row.getString(2), row.getString(3)))
            .findOne()
            .orElseThrow(() -> new StoreException.NoSuchCase(caseId));
    String bound = log.of(caseId).order;
    String found =
        order.salt == null ? null : commitments.order(order.output, order.settings, order.salt);
    if (!Objects.equals(bound, found)) {
      throw new StoreException.IndexDiffers(caseId, "output");
    }
    return bound == null ? Optional.empty() : Optional.of(order.settings);
  }
}
