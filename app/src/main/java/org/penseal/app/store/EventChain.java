// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The log in which every entry's mac covers the one before it. */
final class EventChain {
  private static final String START = "0".repeat(64);

  private final ArchiveKey key;

  EventChain(ArchiveKey key) {
    this.key = key;
  }

  /** Returns the number of the entry. */
  long append(Handle handle, @Nullable String caseId, Instant at, String what, String detail) {
    record Last(long number, String mac) {}
    Last last =
        handle
            .createQuery("SELECT number, mac FROM event ORDER BY number DESC LIMIT 1")
            .map((row, context) -> new Last(row.getLong(1), row.getString(2)))
            .findOne()
            .orElse(new Last(0, START));
    EventRow row = new EventRow(last.number() + 1, caseId, at, what, detail);
    handle.execute(
        "INSERT INTO event (number, case_id, at, what, detail, mac) VALUES (?, ?, ?, ?, ?, ?)",
        row.number(),
        caseId,
        at.toString(),
        what,
        detail,
        mac(last.mac(), row));
    return row.number();
  }

  long verify(Handle handle) throws StoreException {
    List<EventRow> rows = Rows.events(handle, null);
    List<String> macs =
        handle.createQuery("SELECT mac FROM event ORDER BY number").mapTo(String.class).list();
    String before = START;
    for (int i = 0; i < rows.size(); i++) {
      String expected = mac(before, rows.get(i));
      if (rows.get(i).number() != i + 1 || !expected.equals(macs.get(i))) {
        throw new StoreException.Altered("event " + (i + 1));
      }
      before = expected;
    }
    return rows.size();
  }

  // Each part with its length, so that no two different rows give the same bytes.
  private String mac(String before, EventRow row) {
    StringBuilder text = new StringBuilder(before);
    for (String part :
        List.of(
            Long.toString(row.number()),
            row.caseId() == null ? "" : row.caseId(),
            row.at().toString(),
            row.what(),
            row.detail())) {
      text.append('\n').append(part.length()).append(':').append(part);
    }
    return HexFormat.of()
        .formatHex(key.mac("events", text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
