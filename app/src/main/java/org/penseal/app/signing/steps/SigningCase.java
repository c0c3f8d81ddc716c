// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.evidence.EvidenceBox;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.signing.form.Finish;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.store.Archive;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/**
 * One case (一笔业务中的一名一签): one signer, one document, one handwritten signature, one digital
 * signature. Its steps have one order, which is that of their types: {@link CaseConsented}, {@link
 * CaseIdentified}, {@link CaseShown}, {@link CaseCaptured}, {@link CaseFrozen}, {@link CaseProbed},
 * {@link CaseKeyed}, {@link CaseCertified}, {@link CaseSigned}, {@link CaseStamped}. Each can be
 * done once; a second time it is refused as {@link CaseException.WrongOrder} and nothing changes.
 *
 * <p>The caller that opened it closes it, which cancels it if it was not signed. For one thread.
 */
public final class SigningCase implements AutoCloseable {
  private final String id;
  private final CaseServices services;
  private final CaseOrder order;
  private final CaseFolder folder;
  private final Checkpoint checkpoint;
  private final Instant openedAt;
  private final EvidenceBox evidence;
  private CaseState state = CaseState.OPENED;
  private @Nullable OneTimeKey key;

  private SigningCase(
      String id, CaseServices services, CaseOrder order, CaseFolder folder, Checkpoint checkpoint) {
    this.id = id;
    this.services = services;
    this.order = order;
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.openedAt = services.clock().instant();
    this.evidence = new EvidenceBox(services.random(), order.type()::keeps);
  }

  /**
   * Opens a case over a document that was read, once it is sure that it can be signed at all.
   *
   * @throws SigningException if document, place or output would stop the case at its end
   */
  public static SigningCase open(CaseServices services, CaseOrder order, Checkpoint checkpoint)
      throws CaseException, StoreException, SigningException {
    ProgramIntegrity.ofThisProgram().requireWhole();
    String id = UUID.randomUUID().toString();
    CaseFolder folder = Opening.folder(services.cases(), id);
    SigningCase opened = new SigningCase(id, services, order, folder, checkpoint);
    boolean begun = false;
    try {
      Rehearsal.of(services, order, folder.path());
      checkpoint.reached(Checkpoint.Step.OPEN_LOCKED);
      Opening.record(services, id, order, opened.openedAt);
      begun = true;
    } finally {
      if (!begun) {
        opened.finish().clear();
        folder.release();
      }
    }
    checkpoint.reached(Checkpoint.Step.OPEN_RECORDED);
    return opened;
  }

  /** The case's id. */
  public String id() {
    return id;
  }

  /** How far the case is. */
  public CaseState state() {
    return state;
  }

  /**
   * The signer consented to what will be collected, in these very words.
   *
   * @param place where he did
   */
  public CaseConsented consent(String version, String text, ConsentPlace place)
      throws CaseException, StoreException {
    require(CaseState.CONSENTED);
    evidence.consent(version, text, place, services.clock().instant());
    become(CaseState.CONSENTED, "version=" + version);
    return new CaseConsented(this);
  }

  /** Adds evidence taken now, if this kind of business keeps it; only before the freeze. */
  public void add(ArtefactType type, String mediaType, byte[] content) throws CaseException {
    if (state.ordinal() >= CaseState.FROZEN.ordinal()) {
      throw new CaseException.WrongOrder(state, CaseState.FROZEN);
    }
    evidence.add(type, mediaType, services.clock().instant(), content);
  }

  /** Ends the case before the signature. */
  public void cancel(String why) throws CaseException, StoreException {
    require(CaseState.CANCELLED);
    destroyKey();
    become(CaseState.CANCELLED, why);
    finish().clear();
  }

  CaseServices services() {
    return services;
  }

  Archive archive() {
    return services.archive();
  }

  CaseOrder order() {
    return order;
  }

  CaseFolder folder() {
    return folder;
  }

  EvidenceBox evidence() {
    return evidence;
  }

  Instant openedAt() {
    return openedAt;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  Finish finish() {
    return new Finish(services, folder, id);
  }

  /** Closes this key with the case, unless it is given away before. */
  void take(OneTimeKey made) {
    key = made;
  }

  /** Hands over the key; the caller signs with it and closes it. */
  OneTimeKey giveKey() throws CaseException {
    OneTimeKey once = key;
    if (once == null) {
      throw new CaseException.WrongOrder(state, CaseState.SIGNED);
    }
    key = null;
    return once;
  }

  private void destroyKey() {
    OneTimeKey made = key;
    key = null;
    if (made != null) {
      made.close();
    }
  }

  void require(CaseState next) throws CaseException {
    if (!state.mayBecome(next)) {
      throw new CaseException.WrongOrder(state, next);
    }
  }

  void become(CaseState next, String detail) throws StoreException {
    services.archive().move(id, next.name(), detail);
    enter(next);
  }

  // Before the signature is made, since two cases may have come this far side by side.
  void reserve(String detail, ArchiveLog.Signer who) throws StoreException {
    services.archive().reserve(id, CaseState.CERTIFIED.name(), detail, who);
    enter(CaseState.CERTIFIED);
  }

  /** What the archive has written already. */
  void enter(CaseState next) {
    state = next;
    reached(new Checkpoint.Became(next));
  }

  void reached(Checkpoint.Milestone milestone) {
    checkpoint.reached(milestone);
  }

  @Override
  public void close() throws StoreException {
    destroyKey();
    // Who cancels interrupts this thread; the archive must be told all the same.
    boolean interrupted = Thread.interrupted();
    try {
      if (state.mayBecome(CaseState.CANCELLED)) {
        become(CaseState.CANCELLED, "closed");
        finish().clear();
      }
    } finally {
      folder.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
