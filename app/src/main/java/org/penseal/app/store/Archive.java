// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.disk.StateFolder;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.database.ArchiveDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of cases: one SQLite file in WAL mode beside its key. One thread owns all access;
 * callers on any thread wait for it. Several processes may share the folder.
 */
public final class Archive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final Path file;
  private final Clock clock;
  private final ArchiveKey key;
  private final EventChain chain;
  private final Custody custody;
  private final OneConnection connection;

  private Archive(Path file, ArchiveKey key, Jdbi jdbi, Clock clock, Custody custody) {
    this.file = file;
    this.connection = new OneConnection(file, jdbi);
    this.key = key;
    this.clock = clock;
    this.chain = new EventChain(key);
    this.custody = custody;
  }

  /**
   * Opens the archive in {@code folder}, making what is missing; its witness is the user's. One
   * that was altered or put back opens too, for reading: see {@link ArchiveLog#requireSound}.
   *
   * @throws StoreException.Unusable if it cannot be read or written
   * @throws StoreException.Newer if a newer version of the program wrote it
   */
  public static Archive open(Path folder, Clock clock, SecureRandom random) throws StoreException {
    return open(folder, clock, random, StateFolder.archives());
  }

  /**
   * The same with a witness elsewhere.
   *
   * @param witnesses folder outside {@code folder} that remembers how far each archive went
   */
  public static Archive open(Path folder, Clock clock, SecureRandom random, Path witnesses)
      throws StoreException {
    Path file = folder.resolve("archive.db");
    try {
      OwnerOnly.folder(folder);
      OwnerOnly.file(file);
      OwnerOnly.existing(folder.resolve("archive.db-wal"));
      OwnerOnly.existing(folder.resolve("archive.db-shm"));
      ArchiveKey key = ArchiveKey.loadOrCreate(folder.resolve("archive.key"), random);
      DataSource source = ArchiveDatabase.source(file);
      if (!ArchiveDatabase.bringForward(source)) {
        throw new StoreException.Newer(file);
      }
      Custody custody = new Custody(key, new EventChain(key), random, folder, witnesses);
      Archive archive = new Archive(file, key, Jdbi.create(source), clock, custody);
      archive.begin();
      return archive;
    } catch (IOException | FlywayException | JdbiException e) {
      throw new StoreException.Unusable(file, e);
    }
  }

  private void begin() throws StoreException {
    inTransaction(
        handle -> {
          try {
            custody.takeOver(handle, clock.instant());
          } catch (StoreException.Altered e) { // whoever wants to write is told; see ArchiveLog
            LOG.warn("the log of the archive was altered", e);
          }
          return true;
        });
  }

  /** The folder that it lies in. */
  public Path folder() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** What the log says of the archive itself. */
  public ArchiveLog log() {
    return new ArchiveLog(this, custody, key, clock);
  }

  // Rows that this program wrote itself, in one transaction with the log, need no second look.
  void examine(Handle handle, boolean whole) throws StoreException, IOException {
    custody.examine(handle, whole || connection.othersWrote(handle));
    connection.compared(handle);
  }

  /** Begins a case that no restart finishes. */
  public void begin(CaseRow row, int retentionDays) throws StoreException {
    begin(row, new CaseRow.Terms("", "", retentionDays));
  }

  /**
   * Begins a case; the business is made if it is new.
   *
   * @param terms the log binds its settings together with the output
   */
  public void begin(CaseRow row, CaseRow.Terms terms) throws StoreException {
    write(
        handle -> {
          custody.requireMove(row.id(), row.state());
          String salt = custody.commitments().salt();
          handle.execute(
              "INSERT OR IGNORE INTO business (id, opened_at) VALUES (?, ?)",
              row.businessId(),
              row.openedAt().toString());
          handle.execute(
              "INSERT INTO signing_case (id, business_id, state, opened_at, changed_at,"
                  + " document_name, document_sm3, document_size, output, settings, settings_salt,"
                  + " retain_until, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              row.id(),
              row.businessId(),
              row.state(),
              row.openedAt().toString(),
              row.changedAt().toString(),
              row.documentName(),
              row.documentSm3(),
              row.documentSize(),
              row.output().toString(),
              terms.settings(),
              salt,
              row.openedAt().plus(Duration.ofDays(terms.retentionDays())).toString(),
              terms.kind());
          chain.append(
              handle,
              row.id(),
              clock.instant(),
              row.state(),
              "",
              CaseLog.Facts.opened(
                  custody.commitments().business(row.businessId()),
                  row.documentSm3(),
                  custody.commitments().order(row.output().toString(), terms.settings(), salt)));
          return row;
        });
  }

  /**
   * Gives the case the one signature that its signer may make on its document in its business, and
   * moves it to {@code state}, in one transaction. Until the case is abandoned or cancelled no
   * other case can have it.
   *
   * @param signer who is going to sign; no other signature is taken for the case's after a crash
   * @throws StoreException.AlreadySigned if another case has it
   */
  public void reserve(String caseId, String state, String detail, ArchiveLog.Signer signer)
      throws StoreException {
    write(
        handle -> {
          custody.refuseSecondSignature(handle, caseId);
          handle.execute("UPDATE signing_case SET reserved = 1 WHERE id = ?", caseId);
          changeState(handle, caseId, state, detail, CaseLog.Facts.taken(signer));
          return caseId;
        });
  }

  /**
   * Notes that files are about to be put into the case's folder: others a restart does not believe.
   *
   * @param sm3s SM3 of each by its name, lower-case hex
   */
  public void announce(String caseId, Map<String, String> sm3s) throws StoreException {
    write(
        handle ->
            chain.append(
                handle,
                caseId,
                clock.instant(),
                CaseLog.FILES,
                String.join(" ", sm3s.keySet()),
                CaseLog.Facts.files(sm3s)));
  }

  /** Moves a case to {@code state} and notes it in the chain, in one transaction. */
  public void move(String caseId, String state, String detail) throws StoreException {
    write(
        handle -> {
          changeState(handle, caseId, state, detail, CaseLog.Facts.NONE);
          return caseId;
        });
  }

  /** Sets the signer's pseudonym, from which equal signers can be told but no name be read. */
  public void identify(String caseId, String signer) throws StoreException {
    String mac = pseudonym(signer);
    write(
        handle -> {
          String commitment = custody.commitments().commit(handle, caseId, mac);
          CaseLog.Facts facts = CaseLog.Facts.signer(commitment);
          return chain.append(handle, caseId, clock.instant(), CaseLog.SIGNER, "", facts);
        });
  }

  /**
   * Stores all that was frozen, in one transaction with the new state.
   *
   * @throws StoreException.InkSeen if another case holds some of this ink, or this one holds it
   *     twice
   * @throws StoreException.PortraitSeen if another case holds this portrait, and a device took it
   * @throws StoreException.AlreadySigned if signer and document were completed in this business, or
   *     are just being signed
   */
  public void freeze(String caseId, String state, FrozenEvidence frozen) throws StoreException {
    write(
        handle -> {
          custody.refuseSecondSignature(handle, caseId);
          custody.refuseSeenInk(caseId, frozen.inkSm3s());
          custody.refuseSeenPortrait(frozen.portrait());
          for (String sm3 : frozen.inkSm3s()) {
            handle.execute("INSERT INTO ink (sm3, case_id) VALUES (?, ?)", sm3, caseId);
          }
          handle.execute(
              "UPDATE signing_case SET retain_until = ?, manifest = ?, share = ? WHERE id = ?",
              clock.instant().plus(Duration.ofDays(frozen.retentionDays())).toString(),
              frozen.manifest(),
              key.encrypt(frozen.share(), "share " + caseId),
              caseId);
          for (FrozenEvidence.Artefact artefact : frozen.artefacts()) {
            insert(handle, caseId, artefact);
          }
          CaseLog.Facts facts =
              CaseLog.Facts.written(
                  frozen.inkSm3s(),
                  frozen.portrait().map(FrozenEvidence.Portrait::sm3),
                  Sm3.hex(frozen.manifest()));
          changeState(handle, caseId, state, "artefacts=" + frozen.artefacts().size(), facts);
          return caseId;
        });
  }

  private void insert(Handle handle, String caseId, FrozenEvidence.Artefact artefact) {
    handle.execute(
        "INSERT INTO artefact (case_id, type, media_type, taken_at, salted_sm3, sealed, content)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        caseId,
        artefact.type(),
        artefact.mediaType(),
        artefact.takenAt().toString(),
        artefact.saltedSm3(),
        artefact.sealed(),
        encrypted(caseId, artefact.saltedSm3(), artefact.sealed(), artefact.content()));
  }

  byte[] encrypted(String caseId, String saltedSm3, boolean sealed, byte[] content) {
    return key.encrypt(content, ArtefactRow.place(caseId, saltedSm3, sealed));
  }

  private void changeState(
      Handle handle, String caseId, String state, String detail, CaseLog.Facts facts)
      throws StoreException {
    if (custody.log().cases().get(caseId) == null) {
      throw new StoreException.NoSuchCase(caseId);
    }
    custody.requireMove(caseId, state);
    handle.execute(
        "UPDATE signing_case SET state = ?, changed_at = ? WHERE id = ?",
        state,
        clock.instant().toString(),
        caseId);
    chain.append(handle, caseId, clock.instant(), state, detail, facts);
  }

  /** All cases, the oldest first. */
  public List<CaseRow> cases() throws StoreException {
    return read(handle -> Rows.cases(handle));
  }

  /** One of them. */
  public CaseRow find(String caseId) throws StoreException {
    return read(handle -> Rows.find(handle, caseId));
  }

  /** The artefacts of a case, in the order taken. */
  public List<ArtefactRow> artefacts(String caseId) throws StoreException {
    return read(handle -> Rows.artefacts(handle, caseId));
  }

  /** The latest artefacts of a type in any case, the newest first. */
  public List<ArtefactRow.OfCase> latest(String type, int most) throws StoreException {
    return read(handle -> Rows.latest(handle, type, most));
  }

  /** The content of one artefact: plain, or in its sealed form. */
  public byte[] content(String caseId, ArtefactRow artefact) throws StoreException {
    byte[] sealed = read(handle -> Rows.content(handle, artefact.id()));
    if (sealed.length == 0) {
      throw new StoreException.Erased(caseId);
    }
    return key.decrypt(sealed, artefact.place(caseId));
  }

  /** The manifest of a case, if it was frozen. */
  public Optional<byte[]> manifest(String caseId) throws StoreException {
    return read(handle -> Rows.blob(handle, "manifest", caseId));
  }

  /** The case's share of the ink, if it was frozen and not erased. */
  public Optional<byte[]> share(String caseId) throws StoreException {
    byte[] sealed = read(handle -> Rows.blob(handle, "share", caseId)).orElse(null);
    return Optional.ofNullable(sealed == null ? null : key.decrypt(sealed, "share " + caseId));
  }

  /** How long what was collected is kept, and what ends it. */
  public Retention retention() {
    return new Retention(this, chain, clock);
  }

  /** Finds cases. */
  public CaseSearch search() {
    return new CaseSearch(this, key);
  }

  /** What is sealed for more than the archive's key. */
  public Sealing sealing() {
    return new Sealing(this, chain, clock);
  }

  /** The log of one case, or the whole log. */
  public List<EventRow> events(@Nullable String caseId) throws StoreException {
    return read(handle -> Rows.events(handle, caseId));
  }

  /** A pseudonym for {@code signer}, the same for the same text in this archive only. */
  public String pseudonym(String signer) {
    return HexFormat.of().formatHex(key.mac("signer", signer.getBytes(StandardCharsets.UTF_8)));
  }

  /** Nothing is written to an archive that was altered or put back. */
  <T> T write(OneConnection.Work<T> work) throws StoreException {
    T done = inTransaction(handle -> examined(handle, work));
    publish(false);
    return done;
  }

  private <T> T examined(Handle handle, OneConnection.Work<T> work)
      throws StoreException, IOException {
    examine(handle, false);
    return work.on(handle);
  }

  <T> T inTransaction(OneConnection.Work<T> work) throws StoreException {
    return connection.inTransaction(work);
  }

  // After the commit, so that the head is never ahead of the log.
  void publish(boolean anew) throws StoreException {
    read(
        handle -> {
          custody.log().catchUp(handle);
          custody.publish(anew);
          return true;
        });
  }

  <T> T read(OneConnection.Work<T> work) throws StoreException {
    return connection.read(work);
  }

  @Override
  public void close() {
    connection.close();
  }
}
