// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.store.state.StateTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the archive's rows, its log, the head beside it and the witness outside its folder against
 * one another. The log decides; rows are an index of it; head and witness say how far it went.
 *
 * <p>The head is written after the commit, so after a crash it may be behind: a log that goes on
 * from the head fits, since nobody without the key could have written it.
 */
final class Custody {
  private static final Logger LOG = LoggerFactory.getLogger(Custody.class);
  private static final Object ONE_OF_THIS_PROCESS = new Object();

  private final ArchiveKey key;
  private final EventChain chain;
  private final Commitments commitments;
  private final RowIndex index;
  private final Path headFile;
  private final Path witnessFile;
  private CaseLog log;

  /**
   * @param folder of the archive
   * @param witnesses folder of the user's own, outside that of the archive
   */
  Custody(ArchiveKey key, EventChain chain, SecureRandom random, Path folder, Path witnesses) {
    this.key = key;
    this.chain = chain;
    this.commitments = new Commitments(key, random);
    this.index = new RowIndex(commitments);
    this.headFile = folder.resolve("archive.head");
    this.witnessFile = witnesses.resolve(key.id() + ".head");
    this.log = new CaseLog(chain);
  }

  /** The log as it was last examined. */
  CaseLog log() {
    return log;
  }

  /** What the log has in the place of values. */
  Commitments commitments() {
    return commitments;
  }

  /**
   * Output and settings of every case, beside what {@link #examine} compares: they decide nothing
   * but where a restart finishes the case.
   *
   * @throws StoreException.IndexDiffers if they were edited
   */
  void examineOrders(Handle handle) throws StoreException {
    for (String id : log.cases().keySet()) {
      settings(handle, id);
    }
  }

  /** As {@link RowIndex#settings}, by the log as it was last examined. */
  Optional<String> settings(Handle handle, String caseId) throws StoreException {
    return index.settings(handle, log, caseId);
  }

  /**
   * Compares log, head and witness, and rows.
   *
   * @param whole whether rows are compared at all; not where nobody else wrote since they were
   * @throws StoreException.Altered if the log was edited, or the database acts by itself
   * @throws StoreException.IndexDiffers if rows say something else than the log
   * @throws StoreException.Behind if head or witness know of more than the log, or are not there
   */
  void examine(Handle handle, boolean whole) throws StoreException, IOException {
    Found head = found(headFile);
    Found witness = found(witnessFile);
    readOn(handle);
    Optional<StoreException.IndexDiffers> rows =
        whole ? index.difference(handle, log) : Optional.empty();
    if (head.forged) {
      throw behind(StoreException.Behind.Kind.HEAD_ALTERED, 0);
    }
    if (head.head == null && (log.number() > 0 || witness.head != null)) {
      long known = witness.head == null ? 0 : witness.head.number();
      throw behind(StoreException.Behind.Kind.HEAD_MISSING, known);
    }
    if (head.head != null && !fits(head.head)) {
      throw behind(
          rows.isPresent()
              ? StoreException.Behind.Kind.TAIL_CUT
              : StoreException.Behind.Kind.OLDER_COPY,
          head.head.number());
    }
    if (rows.isPresent()) {
      throw rows.get();
    }
    if (witness.forged) {
      throw behind(StoreException.Behind.Kind.WITNESS_ALTERED, 0);
    }
    if (witness.head != null && !fits(witness.head)) {
      throw behind(StoreException.Behind.Kind.OLDER_COPY, witness.head.number());
    }
  }

  // What is written with such a thing is not what this program writes: it has none.
  private static void requireOwnSchema(Handle handle) throws StoreException {
    Optional<String> foreign =
        handle
            .createQuery("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1")
            .mapTo(String.class)
            .findOne();
    if (foreign.isPresent()) {
      throw new StoreException.Altered("schema " + foreign.get());
    }
  }

  private void readOn(Handle handle) throws StoreException {
    requireOwnSchema(handle);
    if (!log.continues(handle)) {
      log = new CaseLog(chain);
    }
    log.catchUp(handle);
  }

  private boolean fits(ArchiveLog.Head head) {
    return head.number() <= log.number() && head.mac().equals(log.mac(head.number()));
  }

  private StoreException.Behind behind(StoreException.Behind.Kind kind, long known) {
    return new StoreException.Behind(kind, known, log.number());
  }

  private record Found(ArchiveLog.@Nullable Head head, boolean forged) {}

  private Found found(Path file) throws IOException {
    try {
      return new Found(ArchiveLog.Head.read(file, key).orElse(null), false);
    } catch (ArchiveLog.Head.Forged e) {
      return new Found(null, true);
    }
  }

  /**
   * Takes over the rows of an archive of before the log decided, as they are. Does nothing in any
   * other, also where the head is only missing.
   */
  void takeOver(Handle handle, Instant now) throws StoreException, IOException {
    readOn(handle);
    if (log.decides() || !isTheEnd(found(headFile)) || !isTheEnd(found(witnessFile))) {
      return;
    }
    // From here on something outside the database knows of the archive, also after a crash.
    publish(false);
    Map<String, List<String>> inks = RowIndex.inks(handle);
    for (RowIndex.Row row : RowIndex.rows(handle)) {
      String signer =
          row.signer() == null ? null : commitments.commit(handle, row.id(), row.signer());
      chain.append(
          handle,
          row.id(),
          now,
          CaseLog.TAKEN_OVER,
          "",
          new CaseLog.Facts(
              commitments.business(row.business()),
              row.document(),
              row.state(),
              signer,
              row.reserved(),
              inks.getOrDefault(row.id(), List.of()),
              row.erased(),
              null,
              null));
    }
  }

  private boolean isTheEnd(Found found) {
    return !found.forged
        && (found.head == null || (found.head.number() == log.number() && fits(found.head)));
  }

  /** Notes that the operator knows of it, and goes on from what is there. */
  void acknowledge(Handle handle, StoreException.Behind behind, Instant now) throws StoreException {
    chain.append(
        handle,
        null,
        now,
        CaseLog.ACKNOWLEDGED,
        "%s known=%d found=%d".formatted(behind.kind.code(), behind.known, behind.found),
        CaseLog.Facts.lost(behind.found, Math.max(behind.known, behind.found)));
  }

  /** How far the log goes, as it was last read. */
  ArchiveLog.Head head() {
    return new ArchiveLog.Head(key.id(), log.number(), log.mac(log.number()));
  }

  /**
   * Refuses ink that the log knows, or that is given twice.
   *
   * @throws StoreException.InkSeen if it does
   */
  void refuseSeenInk(String caseId, List<String> inkSm3s) throws StoreException {
    Set<String> own = new HashSet<>();
    for (String sm3 : inkSm3s) {
      String other = own.add(sm3) ? log.owner(sm3) : caseId;
      if (other != null) {
        throw new StoreException.InkSeen(other);
      }
    }
  }

  /**
   * Refuses a move that the state table does not have, by the log that was just examined.
   *
   * @throws StoreException.MoveRefused if it has not
   */
  void requireMove(String caseId, String to) throws StoreException {
    CaseLog.Logged logged = log.cases().get(caseId);
    String from = logged == null ? "" : logged.state;
    if (!StateTable.allows(from, to)) {
      throw new StoreException.MoveRefused(caseId, from, to);
    }
  }

  /**
   * Refuses a portrait of a device that the log knows: nobody holds still to the last bit.
   *
   * @throws StoreException.PortraitSeen if it does
   */
  void refuseSeenPortrait(Optional<FrozenEvidence.Portrait> portrait) throws StoreException {
    String other =
        portrait
            .filter(FrozenEvidence.Portrait::once)
            .map(each -> log.portraitOwner(each.sm3()))
            .orElse(null);
    if (other != null) {
      throw new StoreException.PortraitSeen(other);
    }
  }

  /**
   * Refuses a case whose signer has used up his one signature on its document in its business, as
   * the log that was just examined has it.
   *
   * @throws StoreException.AlreadySigned if he has
   * @throws StoreException.IndexDiffers if the row of a case has another signer than the log
   */
  void refuseSecondSignature(Handle handle, String caseId) throws StoreException {
    CaseLog.Logged own = log.of(caseId);
    Optional<String> signer = index.signer(handle, log, caseId);
    if (signer.isEmpty()) {
      return;
    }
    for (Map.Entry<String, CaseLog.Logged> other : log.cases().entrySet()) {
      boolean rival =
          !other.getKey().equals(caseId)
              && other.getValue().holds()
              && other.getValue().sameAs(own);
      if (rival && signer.equals(index.signer(handle, log, other.getKey()))) {
        throw new StoreException.AlreadySigned(other.getKey());
      }
    }
  }

  /**
   * Writes head and witness as far as the log goes now; never back, unless that was acknowledged.
   *
   * @param anew also back
   */
  void publish(boolean anew) throws IOException {
    ArchiveLog.Head head = head();
    synchronized (ONE_OF_THIS_PROCESS) {
      try (FileChannel gate =
              FileChannel.open(gate(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = gate.lock()) {
        LOG.trace("head {} under {}", head.number(), held);
        forward(headFile, head, anew);
      }
    }
    try {
      OwnerOnly.folder(Objects.requireNonNull(witnessFile.getParent()));
      forward(witnessFile, head, anew);
    } catch (IOException e) {
      // Without a place of the user's own there is no witness; the head and the anchors are left.
      LOG.warn("no witness of the archive can be written: {}", e.getMessage());
    }
  }

  private Path gate() throws IOException {
    Path gate = headFile.resolveSibling("archive.head.lock");
    OwnerOnly.file(gate);
    return gate;
  }

  private void forward(Path file, ArchiveLog.Head head, boolean anew) throws IOException {
    ArchiveLog.Head there = found(file).head;
    if (anew || there == null || there.number() < head.number()) {
      DurableFile.write(file, head.encode(key));
    }
  }
}
