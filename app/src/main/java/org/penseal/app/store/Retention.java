// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.penseal.app.store.database.ArchiveDatabase;

/** The end of what was collected: which cases are due, their erasure, and its reports. */
public final class Retention {
  private static final int TRIES = 5;
  private static final int BUSY_TIMEOUT_MS = 300;
  private static final int PAUSE_MS = 100;

  private final Archive archive;
  private final EventChain chain;
  private final Clock clock;

  Retention(Archive archive, EventChain chain, Clock clock) {
    this.archive = archive;
    this.chain = chain;
    this.clock = clock;
  }

  /** The cases whose time is up, the oldest first. */
  public List<String> due() throws StoreException {
    return archive.read(handle -> Erasure.due(handle, clock.instant()));
  }

  /**
   * What would be erased of a case; changes nothing.
   *
   * @param early also before its time is up
   * @throws StoreException.NotOver if it is still running
   * @throws StoreException.RetentionRuns if its time is not up
   * @throws StoreException.Erased if it was erased before
   */
  public Erasure plan(String caseId, boolean early) throws StoreException {
    return archive.read(handle -> Erasure.plan(handle, caseId, clock.instant(), early));
  }

  /**
   * Erases what was collected in a case: artefacts, its share of the ink (and with it the ink in
   * every copy of its file), the signer's pseudonym and the names of its files. Manifest and log
   * stay, and the log says what was erased. Its old bytes are gone from the disk only after {@link
   * #overwrite}. Throws as {@link #plan}.
   *
   * @param reason goes into the log; no personal data
   */
  public Erasure erase(String caseId, boolean early, String reason) throws StoreException {
    return archive.write(
        handle -> {
          Instant now = clock.instant();
          Erasure plan = Erasure.plan(handle, caseId, now, early);
          plan.carryOut(handle, now);
          return plan.noted(chain.append(handle, caseId, now, CaseLog.ERASED, plan.detail(reason)));
        });
  }

  /**
   * Has what was erased overwritten in the archive's file and cuts the write-ahead log, which still
   * has the pages of before. Tries again for about two seconds while another program reads.
   *
   * @return false if it still read then: the old bytes are on the disk until this succeeds, or the
   *     last program closes the archive
   */
  public boolean overwrite() throws StoreException {
    for (int attempt = 1; ; attempt++) {
      if (archive.read(Retention::checkpoint)) {
        return true;
      }
      if (attempt == TRIES || !paused()) {
        return false;
      }
    }
  }

  // A reader is waited for by SQLite; another program's checkpoint is not (sqlite.org,
  // "Checkpoint a database"), hence the pause. The first column of the answer is 1 if it was
  // blocked.
  private static boolean checkpoint(Handle handle) {
    handle.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
    try {
      return handle
          .createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
          .map((row, context) -> row.getInt(1) == 0)
          .one();
    } finally {
      handle.execute("PRAGMA busy_timeout = " + ArchiveDatabase.BUSY_TIMEOUT_MS);
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Notes a report of erasures, so that it can be told from any other file.
   *
   * @param sm3 of its bytes, lower-case hex
   * @return number of the entry
   */
  public long noteReport(String sm3, int cases) throws StoreException {
    String detail = Erasure.reportDetail(sm3) + " cases=" + cases;
    return archive.write(
        handle -> chain.append(handle, null, clock.instant(), Erasure.REPORT, detail));
  }

  /**
   * The entry that notes a report of erasures; the caller has verified the chain.
   *
   * @throws StoreException.ReportUnknown if there is none
   */
  public EventRow report(String sm3) throws StoreException {
    return archive.events(null).stream()
        .filter(row -> row.what().equals(Erasure.REPORT))
        .filter(row -> row.detail().startsWith(Erasure.reportDetail(sm3) + " "))
        .findFirst()
        .orElseThrow(() -> new StoreException.ReportUnknown(sm3));
  }

  /** Until when a case is kept; empty if nothing says. */
  public Optional<Instant> until(String caseId) throws StoreException {
    return archive.read(
        handle ->
            handle
                .createQuery("SELECT retain_until FROM signing_case WHERE id = ?")
                .bind(0, caseId)
                .mapTo(String.class)
                .findOne()
                .map(Instant::parse));
  }

  /**
   * Refuses a case of which nothing is left.
   *
   * @throws StoreException.Erased if it was erased
   */
  public void requireKept(String caseId) throws StoreException {
    if (archive.read(handle -> Rows.erased(handle, caseId))) {
      throw new StoreException.Erased(caseId);
    }
  }
}
