// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.signing.form.Finish;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/**
 * What a start does about cases that an earlier run left in the middle: where the signature exists,
 * timestamp and archive are done; every other case is abandoned, its key is gone.
 */
public final class Recovery {
  private final CaseServices services;

  /**
   * @param services the services of this run
   */
  public Recovery(CaseServices services) {
    this.services = services;
  }

  /** What became of a case. */
  public enum Outcome {
    /** It ended before the signature, or its certificate ended before a timestamp could be had. */
    ABANDONED,
    /** The signed file is in its place now. */
    FINISHED,
    /**
     * The signature is kept, but a service or the output is not there yet; the next start tries.
     */
    WAITING
  }

  /**
   * One case that was found.
   *
   * @param row the case as it was found
   * @param outcome what became of it
   * @param failure why it waits, or empty
   */
  public record Recovered(CaseRow row, Outcome outcome, Optional<SigningException> failure) {}

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

  // Folders of cases that ended, or that never came into the archive, just before a crash.
  private void sweep() throws StoreException, CaseException {
    try {
      List<String> folders = CaseFolder.list(services.cases());
      Set<String> unfinished =
          services.archive().cases().stream()
              .filter(row -> !CaseState.valueOf(row.state()).ended())
              .map(CaseRow::id)
              .collect(Collectors.toSet());
      for (String id : folders) {
        if (!unfinished.contains(id)) {
          CaseFolder.sweep(services.cases(), id);
        }
      }
    } catch (IOException e) {
      throw new CaseException.FolderUnusable(services.cases(), e);
    }
  }

  private Optional<Recovered> recover(CaseRow row) throws StoreException, CaseException {
    Optional<CaseFolder> folder;
    try {
      folder = CaseFolder.take(services.cases(), row.id());
    } catch (IOException e) {
      throw new CaseException.FolderUnusable(services.cases(), e);
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

  private Recovered recover(CaseRow row, CaseFolder folder) throws StoreException, CaseException {
    CaseState state = CaseState.valueOf(row.state());
    Finish finish = new Finish(services, folder);
    try {
      if (!finish.signed()) {
        return abandon(row, finish, "crash");
      }
      resume(row, state, finish);
      return new Recovered(row, Outcome.FINISHED, Optional.empty());
    } catch (CaseException.CertificateEnded e) {
      return abandon(row, finish, "certificate ended before the timestamp");
    } catch (SigningException e) {
      return new Recovered(row, Outcome.WAITING, Optional.of(e));
    }
  }

  private Recovered abandon(CaseRow row, Finish finish, String why) throws StoreException {
    services.archive().move(row.id(), CaseState.ABANDONED.name(), why);
    finish.clear();
    return new Recovered(row, Outcome.ABANDONED, Optional.empty());
  }

  private void resume(CaseRow row, CaseState state, Finish finish)
      throws StoreException, SigningException, CaseException {
    if (state.ordinal() < CaseState.SIGNED.ordinal()) {
      move(row, CaseState.SIGNED);
    }
    if (state.ordinal() < CaseState.STAMPED.ordinal()) {
      finish.stamp();
      move(row, CaseState.STAMPED);
    }
    finish.complete(row.output());
    move(row, CaseState.ARCHIVED);
    finish.clear();
  }

  private void move(CaseRow row, CaseState next) throws StoreException {
    services.archive().move(row.id(), next.name(), "recovered");
  }
}
