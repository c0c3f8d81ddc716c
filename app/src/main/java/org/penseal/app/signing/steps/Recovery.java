// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.signing.form.Finish;
import org.penseal.app.signing.form.KeptFiles;
import org.penseal.app.signing.form.SetAsideCases;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start does about cases that an earlier run left in the middle: where the signature exists,
 * timestamp and archive are done; every other case is abandoned, its key is gone.
 *
 * <p>It believes the log, not files: what lies in a case's folder must be what the log announced,
 * else it is set aside, and the signer can sign again.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final CaseServices services;
  private final SetAsideCases aside;

  /**
   * @param services the services of this run
   */
  public Recovery(CaseServices services) {
    this.services = services;
    this.aside = new SetAsideCases(services.data());
  }

  /** What became of a case. */
  public enum Outcome {
    /** It ended before the signature. */
    ABANDONED,
    /** Its certificate ended before a timestamp could be had; it was moved to {@code aside/}. */
    ENDED,
    /** The signed file is in its place now. */
    FINISHED,
    /**
     * The signature is kept, but a service or the output is not there yet, or this start has other
     * services than the case began with; the next start tries.
     */
    WAITING,
    /** What was left is not what the log says; it was moved to {@code aside/}. */
    SET_ASIDE
  }

  /**
   * One case that was found.
   *
   * @param row the case as it was found
   * @param outcome what became of it
   * @param failure why it waits or was set aside, or empty
   */
  public record Recovered(CaseRow row, Outcome outcome, Optional<Exception> failure) {}

  /**
   * Looks at every case that is not ended and not at work in another process.
   *
   * @throws StoreException if the archive was altered or put back: nothing is gone on with
   */
  public List<Recovered> run() throws StoreException, CaseException {
    services.archive().log().requireSound();
    List<Recovered> found = new ArrayList<>();
    for (CaseRow row : services.archive().cases()) {
      if (!CaseState.valueOf(row.state()).ended()) {
        recover(row).ifPresent(found::add);
      }
    }
    sweep();
    return found;
  }

  // Folders of cases that ended just before a crash, and of none that the archive knows.
  private void sweep() throws StoreException, CaseException {
    try {
      List<String> folders = CaseFolder.list(services.cases());
      Map<String, CaseState> known =
          services.archive().cases().stream()
              .collect(Collectors.toMap(CaseRow::id, row -> CaseState.valueOf(row.state())));
      for (String id : folders) {
        CaseState state = known.get(id);
        if (state == null || state.ended()) {
          sweep(id, state == null);
        }
      }
    } catch (IOException e) {
      throw new CaseException.FolderUnusable(services.cases(), e);
    }
  }

  private void sweep(String id, boolean unknown) {
    try {
      if (unknown) {
        unknown(id);
      }
      CaseFolder.sweep(services.cases(), id);
    } catch (IOException e) {
      // No case needs it; the next start tries again.
      LOG.warn("folder of no case that runs is left: {}", e.getMessage());
    }
  }

  // A case that never came into the archive has no files; whoever put some there, they are kept.
  private void unknown(String id) throws IOException {
    Optional<CaseFolder> folder = CaseFolder.take(services.cases(), id);
    if (folder.isPresent()) {
      Path place = aside.fresh(id);
      try {
        folder.get().setAside(place);
      } finally {
        folder.get().release();
      }
      if (Files.exists(place)) {
        LOG.warn("files of no known case were set aside: {}", place);
      }
    }
  }

  private Optional<Recovered> recover(CaseRow row) throws StoreException, CaseException {
    Optional<CaseFolder> folder;
    try {
      folder = folder(row.id());
    } catch (IOException e) {
      return Optional.of(waiting(row, new CaseException.FolderUnusable(services.cases(), e)));
    }
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      // it may have ended between the look at the archive and the lock
      CaseRow now = services.archive().find(row.id());
      return CaseState.valueOf(now.state()).ended()
          ? Optional.empty()
          : Optional.of(recover(now, folder.get()));
    } finally {
      folder.get().release();
    }
  }

  // What is no folder, or leads to another place, is not the case's.
  private Optional<CaseFolder> folder(String id) throws IOException {
    Path place = services.cases().resolve(id);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(place, aside.fresh(id));
    }
    return CaseFolder.take(services.cases(), id);
  }

  private static Recovered waiting(CaseRow row, Exception why) {
    return new Recovered(row, Outcome.WAITING, Optional.of(why));
  }

  private Recovered recover(CaseRow row, CaseFolder folder) throws StoreException, CaseException {
    ArchiveLog.LoggedCase logged = services.archive().log().of(row.id());
    KeptFiles kept = new KeptFiles(services, folder, row.id(), logged);
    try {
      return recover(row, folder, logged, kept);
    } catch (CaseException.KeptDiffers e) {
      return setAside(row, folder, Outcome.SET_ASIDE, e.part, e);
    } catch (CaseException.CertificateEnded e) {
      return setAside(row, folder, Outcome.ENDED, "certificate ended before the timestamp", e);
    } catch (CaseException.OtherServices | SigningException e) {
      return waiting(row, e);
    }
  }

  private Recovered recover(
      CaseRow row, CaseFolder folder, ArchiveLog.LoggedCase logged, KeptFiles kept)
      throws StoreException, SigningException, CaseException {
    CaseState state = CaseState.valueOf(logged.state());
    if (!kept.announced()) {
      if (state.resumable() || kept.any()) {
        throw new CaseException.KeptDiffers(row.id(), "state", null);
      }
      return abandon(row, folder, "crash");
    }
    if (!state.resumable() && !kept.signed()) {
      return abandon(row, folder, "crash");
    }
    CaseSettings settings = settings(row.id());
    kept.require();
    boolean unstamped = state.ordinal() < CaseState.STAMPED.ordinal();
    if (unstamped) {
      finish(row, folder).requireInTime();
    }
    if (unstamped || settings.level().longTerm()) {
      settings.requireSame(services);
    }
    resume(row, state, settings.level(), folder);
    return new Recovered(row, Outcome.FINISHED, Optional.empty());
  }

  private CaseSettings settings(String caseId) throws StoreException, CaseException {
    try {
      Optional<String> bound = services.archive().log().settings(caseId);
      if (bound.isPresent()) {
        return CaseSettings.decode(bound.get());
      }
    } catch (StoreException.IndexDiffers | IOException e) {
      throw new CaseException.KeptDiffers(caseId, "output", e);
    }
    throw new CaseException.KeptDiffers(caseId, "output", null);
  }

  private Recovered abandon(CaseRow row, CaseFolder folder, String why) throws StoreException {
    services.archive().move(row.id(), CaseState.ABANDONED.name(), why);
    finish(row, folder).clear();
    return new Recovered(row, Outcome.ABANDONED, Optional.empty());
  }

  // The signer's one signature is free again; who examines it finds the files.
  private Recovered setAside(
      CaseRow row, CaseFolder folder, Outcome outcome, String part, CaseException why)
      throws StoreException {
    try {
      folder.setAside(aside.fresh(row.id()));
    } catch (IOException e) {
      return waiting(row, new CaseException.FolderUnusable(services.cases(), e));
    }
    abandon(row, folder, "set aside: " + part);
    return new Recovered(row, outcome, Optional.of(why));
  }

  private void resume(CaseRow row, CaseState state, Level level, CaseFolder folder)
      throws StoreException, SigningException, CaseException {
    Finish finish = finish(row, folder);
    if (state.ordinal() < CaseState.SIGNED.ordinal()) {
      move(row, CaseState.SIGNED);
    }
    if (state.ordinal() < CaseState.STAMPED.ordinal()) {
      finish.stamp(Checkpoint.NONE);
      move(row, CaseState.STAMPED);
    }
    finish.complete(row.output(), level);
    move(row, CaseState.ARCHIVED);
    finish.clear();
  }

  private Finish finish(CaseRow row, CaseFolder folder) {
    return new Finish(services, folder, row.id());
  }

  private void move(CaseRow row, CaseState next) throws StoreException {
    services.archive().move(row.id(), next.name(), "recovered");
  }
}
