// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
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
  private static final int SALT_BYTES = 16;

  private final ArchiveKey key;
  private final EventChain chain;
  private final SecureRandom random;
  private final Path headFile;
  private final Path witnessFile;
  private CaseLog log;
  private final Map<String, String> macs = new HashMap<>();
  private Map<String, String> signers = Map.of();

  /**
   * @param folder of the archive
   * @param witnesses folder of the user's own, outside that of the archive
   */
  Custody(ArchiveKey key, EventChain chain, SecureRandom random, Path folder, Path witnesses) {
    this.key = key;
    this.chain = chain;
    this.random = random;
    this.headFile = folder.resolve("archive.head");
    this.witnessFile = witnesses.resolve(key.id() + ".head");
    this.log = new CaseLog(chain);
  }

  /** The log as it was last examined. */
  CaseLog log() {
    return log;
  }

  /**
   * Compares everything.
   *
   * @throws StoreException.Altered if the log was edited
   * @throws StoreException.IndexDiffers if rows say something else than the log
   * @throws StoreException.Behind if head or witness know of more than the log, or are not there
   */
  void examine(Handle handle) throws StoreException, IOException {
    Found head = found(headFile);
    Found witness = found(witnessFile);
    readOn(handle);
    Optional<StoreException.IndexDiffers> rows = rows(handle);
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

  private void readOn(Handle handle) throws StoreException {
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
    List<Indexed> rows = indexed(handle);
    Map<String, List<String>> inks = inks(handle);
    for (Indexed row : rows) {
      String commitment = row.signer == null ? null : commit(handle, row.id, row.signer);
      chain.append(
          handle,
          row.id,
          now,
          CaseLog.TAKEN_OVER,
          "",
          new CaseLog.Facts(
              business(row.business),
              row.document,
              row.state,
              commitment,
              row.reserved,
              inks.getOrDefault(row.id, List.of()),
              row.erased,
              null));
    }
  }

  private boolean isTheEnd(Found found) {
    return !found.forged
        && (found.head == null || (found.head.number() == log.number() && fits(found.head)));
  }

  /** Notes that the operator knows of it, and goes on from what is there. */
  void acknowledge(Handle handle, StoreException.Behind behind, Instant now) {
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

  /** Binds the pseudonym to the case in a way that ends with the salt. */
  String commit(Handle handle, String caseId, String pseudonym) throws StoreException {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String hex = HexFormat.of().formatHex(salt);
    int changed =
        handle.execute(
            "UPDATE signing_case SET signer_mac = ?, signer_salt = ? WHERE id = ?",
            pseudonym,
            hex,
            caseId);
    if (changed != 1) {
      throw new StoreException.NoSuchCase(caseId);
    }
    return commitment(pseudonym, hex);
  }

  private String commitment(String pseudonym, String salt) {
    return mac("signer in the log", salt + "\n" + pseudonym);
  }

  // Rows are compared before every entry, and most are the same as the last time.
  private String mac(String label, String text) {
    return macs.computeIfAbsent(
        label + "\n" + text,
        any -> HexFormat.of().formatHex(key.mac(label, text.getBytes(StandardCharsets.UTF_8))));
  }

  /** The business as the log has it: its name may be a person's. */
  String business(String id) {
    return mac("business in the log", id);
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
   * Refuses a portrait of a device that the log knows: nobody holds still to the last bit.
   *
   * @throws StoreException.PortraitSeen if it does
   */
  void refuseSeenPortrait(Optional<FrozenCase.Portrait> portrait) throws StoreException {
    String other =
        portrait
            .filter(FrozenCase.Portrait::once)
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
   */
  void refuseSecondSignature(String caseId) throws StoreException {
    CaseLog.Logged own = log.of(caseId);
    String signer = signers.get(caseId);
    if (signer == null) {
      return;
    }
    Optional<String> rival =
        log.cases().entrySet().stream()
            .filter(other -> !other.getKey().equals(caseId))
            .filter(other -> other.getValue().holds() && other.getValue().sameAs(own))
            .filter(other -> signer.equals(signers.get(other.getKey())))
            .map(Map.Entry::getKey)
            .findFirst();
    if (rival.isPresent()) {
      throw new StoreException.AlreadySigned(rival.get());
    }
  }

  private record Indexed(
      String id,
      String business,
      String state,
      String document,
      @Nullable String signer,
      @Nullable String salt,
      boolean reserved,
      boolean erased) {}

  private static List<Indexed> indexed(Handle handle) {
    return handle
        .createQuery(
            "SELECT id, business_id, state, document_sm3, signer_mac, signer_salt, reserved,"
                + " erased_at IS NOT NULL AS erased FROM signing_case ORDER BY id")
        .map(
            (row, context) ->
                new Indexed(
                    row.getString("id"),
                    row.getString("business_id"),
                    row.getString("state"),
                    row.getString("document_sm3"),
                    row.getString("signer_mac"),
                    row.getString("signer_salt"),
                    row.getBoolean("reserved"),
                    row.getBoolean("erased")))
        .list();
  }

  private static Map<String, List<String>> inks(Handle handle) {
    Map<String, List<String>> inks = new HashMap<>();
    handle
        .createQuery("SELECT case_id, sm3 FROM ink ORDER BY sm3")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            row ->
                inks.computeIfAbsent(row.getKey(), any -> new ArrayList<>()).add(row.getValue()));
    return inks;
  }

  private Optional<StoreException.IndexDiffers> rows(Handle handle) {
    Map<String, String> found = new HashMap<>();
    Map<String, List<String>> inks = inks(handle);
    Set<String> seen = new HashSet<>();
    for (Indexed row : indexed(handle)) {
      seen.add(row.id);
      CaseLog.Logged logged = log.cases().get(row.id);
      String wrong = logged == null ? "case" : difference(row, logged, inks.remove(row.id));
      if (wrong != null) {
        return Optional.of(new StoreException.IndexDiffers(row.id, wrong));
      }
      if (row.signer != null) {
        found.put(row.id, row.signer);
      }
    }
    Set<String> gone = new TreeSet<>(log.cases().keySet());
    gone.removeAll(seen);
    gone.addAll(inks.keySet());
    if (!gone.isEmpty()) {
      return Optional.of(new StoreException.IndexDiffers(gone.iterator().next(), "case"));
    }
    signers = found;
    return Optional.empty();
  }

  private @Nullable String difference(
      Indexed row, CaseLog.Logged logged, @Nullable List<String> inks) {
    if (!row.state.equals(logged.state)) {
      return "state";
    }
    if (!business(row.business).equals(logged.business)) {
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
    String signer =
        row.signer == null || row.salt == null ? null : commitment(row.signer, row.salt);
    if (!Objects.equals(signer, logged.signer) || (row.signer == null) != (signer == null)) {
      return "signer";
    }
    List<String> written = logged.ink.stream().sorted().toList();
    return written.equals(Objects.requireNonNullElse(inks, List.of())) ? null : "ink";
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
