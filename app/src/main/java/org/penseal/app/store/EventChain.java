// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The log in which every entry's mac covers the one before it. */
final class EventChain {
  static final String START = "0".repeat(64);

  private final ArchiveKey key;

  EventChain(ArchiveKey key) {
    this.key = key;
  }

  /** Returns the number of the entry. */
  long append(Handle handle, @Nullable String caseId, Instant at, String what, String detail)
      throws StoreException {
    return append(handle, caseId, at, what, detail, CaseLog.Facts.NONE);
  }

  /**
   * Returns the number of the entry.
   *
   * @throws StoreException.Altered if the database does not take it
   */
  long append(
      Handle handle,
      @Nullable String caseId,
      Instant at,
      String what,
      String detail,
      CaseLog.Facts facts)
      throws StoreException {
    record Last(long number, String mac) {}
    Last last =
        handle
            .createQuery("SELECT number, mac FROM event ORDER BY number DESC LIMIT 1")
            .map((row, context) -> new Last(row.getLong(1), row.getString(2)))
            .findOne()
            .orElse(new Last(0, START));
    EventRow row = new EventRow(last.number() + 1, caseId, at, what, detail, facts.json());
    int taken =
        handle.execute(
            "INSERT INTO event (number, case_id, at, what, detail, facts, mac)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row.number(),
            caseId,
            at.toString(),
            what,
            detail,
            row.facts(),
            mac(last.mac(), row));
    if (taken != 1) { // a constraint can have it ignored
      throw new StoreException.Altered("event " + row.number());
    }
    return row.number();
  }

  /** An entry that fits the one before it. */
  record Entry(EventRow row, String mac) {}

  /**
   * Reads the entries after one that is known to fit.
   *
   * @throws StoreException.Altered at the first that does not fit
   */
  List<Entry> after(Handle handle, long number, String mac) throws StoreException {
    List<Entry> found =
        handle
            .createQuery("SELECT * FROM event WHERE number > ? ORDER BY number")
            .bind(0, number)
            .map((row, context) -> new Entry(Rows.event(row), row.getString("mac")))
            .list();
    List<Entry> fitting = new ArrayList<>();
    String before = mac;
    long next = number + 1;
    for (Entry entry : found) {
      if (entry.row().number() != next || !mac(before, entry.row()).equals(entry.mac())) {
        throw new StoreException.Altered("event " + next);
      }
      fitting.add(entry);
      before = entry.mac();
      next++;
    }
    return fitting;
  }

  // Each part with its length, so that no two different rows give the same bytes. Entries of before
  // there were facts have none, and their macs stay what they were.
  private String mac(String before, EventRow row) {
    StringBuilder text = new StringBuilder(before);
    List<String> parts =
        new ArrayList<>(
            List.of(
                Long.toString(row.number()),
                row.caseId() == null ? "" : row.caseId(),
                row.at().toString(),
                row.what(),
                row.detail()));
    if (!row.facts().isEmpty()) {
      parts.add(row.facts());
    }
    for (String part : parts) {
      text.append('\n').append(part.length()).append(':').append(part);
    }
    return HexFormat.of()
        .formatHex(key.mac("events", text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
