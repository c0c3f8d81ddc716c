// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artefacts that are kept under more than the archive's key: which are not yet, what takes
 * their place, and the log of who opened them.
 */
public final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  private final Archive archive;
  private final EventChain chain;
  private final Clock clock;

  Sealing(Archive archive, EventChain chain, Clock clock) {
    this.archive = archive;
    this.chain = chain;
    this.clock = clock;
  }

  /**
   * Cases with artefacts of these types that the archive's key alone opens.
   *
   * @param types labels of the types that are to be sealed
   */
  public List<String> clear(Collection<String> types) throws StoreException {
    return archive.read(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT case_id FROM artefact WHERE sealed = 0"
                        + " AND length(content) > 0 AND type IN (<types>) ORDER BY case_id")
                .bindList("types", List.copyOf(types))
                .mapTo(String.class)
                .list());
  }

  /**
   * Puts sealed forms in the place of clear ones, and notes it in the log, in one transaction. The
   * old bytes are gone from the disk only after {@link #overwrite}.
   *
   * @param sealed by {@link ArtefactRow}
   */
  public void replace(String caseId, Map<ArtefactRow, byte[]> sealed) throws StoreException {
    archive.write(
        handle -> {
          int changed = 0;
          for (Map.Entry<ArtefactRow, byte[]> each : sealed.entrySet()) {
            changed +=
                handle.execute(
                    "UPDATE artefact SET content = ?, sealed = 1 WHERE id = ? AND sealed = 0"
                        + " AND length(content) > 0",
                    archive.encrypted(caseId, each.getKey().saltedSm3(), true, each.getValue()),
                    each.getKey().id());
          }
          if (changed > 0) {
            String detail = "artefacts=" + changed;
            chain.append(handle, caseId, clock.instant(), CaseLog.INK_SEALED, detail);
          }
          return changed;
        });
  }

  /**
   * Notes that sealed artefacts were opened; before anybody is shown them.
   *
   * @param escrow SM3 of the certificate whose key opened them, lower-case hex
   * @return number of the entry
   */
  public long noteOpened(String caseId, int artefacts, String escrow) throws StoreException {
    String detail = "artefacts=%d escrow=%s".formatted(artefacts, escrow);
    return archive.write(
        handle -> chain.append(handle, caseId, clock.instant(), CaseLog.INK_OPENED, detail));
  }

  /**
   * Writes the archive's file anew, so that no page of before is left in it, and cuts the
   * write-ahead log.
   *
   * @return false if another program was reading: see {@link Retention#overwrite}
   */
  public boolean overwrite() throws StoreException {
    boolean anew = archive.read(Sealing::rebuilt);
    return archive.retention().overwrite() && anew;
  }

  private static boolean rebuilt(Handle handle) {
    try {
      handle.execute("VACUUM");
      return true;
    } catch (JdbiException e) {
      LOG.warn("the archive's file was not written anew: {}", e.getMessage());
      return false;
    }
  }
}
