// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.EvidenceBox;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.signing.form.CaseFolder;
import org.penseal.app.signing.form.DataForm;
import org.penseal.app.signing.form.Finish;
import org.penseal.app.signing.form.PdfForm;
import org.penseal.app.signing.form.Rehearsal;
import org.penseal.app.signing.key.EventCertificate;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.signing.key.StatementCheck;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pad.PadException;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * One case (一笔业务中的一名一签): one signer, one document, one hand signature, one digital signature. Its
 * steps have one order and each can be done once; after {@link #freeze} nothing can be added, after
 * {@link #sign} there is no key any more.
 *
 * <p>Whoever opened it closes it, which cancels it if it was not signed. For one thread.
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

  private @Nullable Signer signer;
  private List<Integer> pagesSeen = List.of();
  private @Nullable Annotation annotation;
  private @Nullable CapturedInk captured;
  private @Nullable Frozen frozen;
  private @Nullable OneTimeKey key;
  private byte @Nullable [] statement;
  private @Nullable List<X509Certificate> chain;
  private int timestampBytes;

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
   * @param shown whether they stood on a screen; otherwise the operator says so
   */
  public void consent(String version, String text, boolean shown)
      throws CaseException, StoreException {
    require(CaseState.CONSENTED);
    evidence.consent(version, text, shown, services.clock().instant());
    become(CaseState.CONSENTED, "version=" + version);
  }

  /** Adds evidence taken now, if this kind of business keeps it; only before the freeze. */
  public void add(ArtefactType type, String mediaType, byte[] content) throws CaseException {
    if (state.ordinal() >= CaseState.FROZEN.ordinal()) {
      throw new CaseException.WrongOrder(state, CaseState.FROZEN);
    }
    evidence.add(type, mediaType, services.clock().instant(), content);
  }

  /** The identity was checked (or, for an operator's own key, was not). */
  public void identify(Signer who) throws CaseException, StoreException, SigningException {
    require(CaseState.IDENTIFIED);
    Rehearsal.requireName(order, who.name());
    evidence.value("name", who.name());
    who.idNumber().ifPresent(number -> evidence.value("id-number", number));
    who.phone().ifPresent(number -> evidence.value("phone", number));
    services.archive().identify(id, who.idNumber().orElse(who.name()));
    services.archive().search().index(id, who.name(), who.idNumber());
    services.archive().log().requireUnsigned(id);
    signer = who;
    become(CaseState.IDENTIFIED, "mode=" + who.identity().mode());
  }

  /** The document was shown. */
  public void show(List<Integer> pages) throws CaseException, StoreException {
    require(CaseState.SHOWN);
    pagesSeen = List.copyOf(pages);
    byte[] shown = pages.toString().getBytes(StandardCharsets.UTF_8);
    add(ArtefactType.PAGE_VIEW_LOG, "text/plain", shown);
    become(CaseState.SHOWN, "pages=" + pages.size());
  }

  /**
   * The signer wrote an annotation, before the signature.
   *
   * @throws PadException.ReportsLost if pen reports were lost on the way
   */
  public void annotate(Annotation written) throws CaseException, PadException {
    if (state != CaseState.SHOWN) {
      throw new CaseException.WrongOrder(state, CaseState.SHOWN);
    }
    annotation = written.requireComplete();
  }

  /**
   * The signer wrote and pressed OK.
   *
   * @throws CaseException.WrongOrder also if the sentence of the order was not copied before
   * @throws CaseException.NothingWritten if there is no stroke outside the buttons
   * @throws PadException.ReportsLost if pen reports were lost on the way
   */
  public void capture(CapturedInk ink) throws CaseException, StoreException, PadException {
    require(CaseState.CAPTURED);
    if (!order.annotation().order().isMetBy(Optional.ofNullable(annotation))) {
      throw new CaseException.WrongOrder(state, CaseState.CAPTURED);
    }
    ink.ink().requireComplete();
    if (ink.pad().layout().handwriting(ink.ink()).isEmpty()) {
      throw new CaseException.NothingWritten();
    }
    captured = ink;
    become(CaseState.CAPTURED, "discarded=" + ink.discarded().size());
  }

  /** Asks the timestamp services what they are, then fixes and archives all evidence. */
  public void freeze() throws CaseException, StoreException, SigningException {
    require(CaseState.FROZEN);
    Signer who = Objects.requireNonNull(signer);
    Mixture.Tsas tsas = Mixture.ask(services, order);
    Freeze.Written written =
        new Freeze.Written(Objects.requireNonNull(captured), Optional.ofNullable(annotation), tsas);
    Frozen result = new Freeze(services, order, evidence).of(id, openedAt, who, written, pagesSeen);
    checkpoint.reached(Checkpoint.Step.FREEZE_DIGESTED);
    services.archive().freeze(id, CaseState.FROZEN.name(), result.forArchive(services));
    frozen = result;
    timestampBytes = tsas.largestTokenBytes();
    enter(CaseState.FROZEN);
  }

  /** The frozen evidence. */
  public Frozen frozen() {
    return Objects.requireNonNull(frozen, "not frozen yet");
  }

  /**
   * Asks the CA whether it answers, before a key is made that could not be used.
   *
   * @throws ServiceException.CaUnreachable if it does not
   */
  public void probe() throws CaseException, StoreException, SigningException {
    require(CaseState.PROBED);
    if (Objects.requireNonNull(signer).checked()) {
      services.ca().probe();
    }
    become(CaseState.PROBED, "");
  }

  /**
   * Takes the one-time key and has it stated what it belongs to.
   *
   * @throws CaseException.IdentityRequired if nobody checked who signs
   * @throws CaseException.StatementDiffers if the device states something else than was seen here
   */
  public void key(OneTimeKey made)
      throws CaseException, StoreException, SigningException, PadException {
    require(CaseState.KEYED);
    key = made;
    if (!Objects.requireNonNull(signer).checked()) {
      throw new CaseException.IdentityRequired();
    }
    checkpoint.reached(Checkpoint.Step.KEY_GENERATED);
    statement = StatementCheck.stated(made, services, frozen(), Objects.requireNonNull(captured));
    become(CaseState.KEYED, "");
  }

  /** Has the event certificate issued for the one-time key. */
  public void certify() throws CaseException, StoreException, SigningException, PadException {
    require(CaseState.CERTIFIED);
    EventCertificate request =
        new EventCertificate(services, Objects.requireNonNull(signer), frozen());
    byte[] stated = Objects.requireNonNull(statement);
    List<X509Certificate> issued = request.enrol(Objects.requireNonNull(key), stated, checkpoint);
    Mixture.requireFit(frozen(), Service.CA, issued.getFirst());
    Rehearsal.requireChain(services, order, issued);
    chain = issued;
    reserve("event certificate", CaseSettings.signer(issued, Suite.DEFAULT_SM2_ID));
  }

  // Before the signature is made, since two cases may have come this far side by side.
  private void reserve(String detail, ArchiveLog.Signer who) throws StoreException {
    services.archive().reserve(id, CaseState.CERTIFIED.name(), detail, who);
    enter(CaseState.CERTIFIED);
  }

  /** Signs with the one-time key, which is gone after it; the signature is kept on disk. */
  public void sign() throws CaseException, StoreException, SigningException, PadException {
    require(CaseState.SIGNED);
    OneTimeKey once = key;
    if (once == null) {
      throw new CaseException.WrongOrder(state, CaseState.SIGNED);
    }
    List<X509Certificate> certified = Objects.requireNonNull(chain);
    SignedAttributes attributes = prepare(certified, Suite.of(certified.getFirst().getPublicKey()));
    // Whatever comes of it, it is not asked a second time.
    key = null;
    byte[] value;
    try (once) {
      value = once.sign(attributes.der().bytes());
    }
    keep(attributes, value, certified);
  }

  /**
   * Signs with a standing key, of an operator who answers for it: without one-time key, statement
   * of a device or event certificate.
   */
  public void sign(SigningKey standing) throws CaseException, StoreException, SigningException {
    if (state != CaseState.PROBED) {
      throw new CaseException.WrongOrder(state, CaseState.SIGNED);
    }
    Rehearsal.requireChain(services, order, standing.chain());
    statement = new byte[0];
    become(CaseState.KEYED, "standing key");
    reserve("standing key", CaseSettings.signer(standing.chain(), standing.sm2Id()));
    SignedAttributes attributes = prepare(standing.chain(), standing.suite());
    keep(attributes, standing.sign(attributes.der().bytes()), standing.chain());
  }

  private SignedAttributes prepare(List<X509Certificate> certified, Suite suite)
      throws SigningException {
    EvidenceStreams streams = frozen().streams(Objects.requireNonNull(statement));
    SignedAttributes attributes =
        order.document().isPdf()
            ? PdfForm.prepare(
                services, wish(suite), folder.path(), certified, streams, timestampBytes)
            : DataForm.prepare(services, order.document(), suite, certified.getFirst(), streams);
    checkpoint.reached(Checkpoint.Step.SIGN_PREPARED);
    return attributes;
  }

  private PdfForm.Wish wish(Suite suite) {
    return new PdfForm.Wish(
        order,
        suite,
        Objects.requireNonNull(signer),
        Objects.requireNonNull(captured),
        Optional.ofNullable(annotation),
        frozen().origins());
  }

  private void keep(SignedAttributes attributes, byte[] value, List<X509Certificate> certified)
      throws CaseException, StoreException, SigningException {
    checkpoint.reached(Checkpoint.Step.SIGN_SIGNED);
    CmsSignature signature = CmsSignature.assemble(attributes, value, certified);
    finish().keep(signature, order.stamped(), checkpoint);
    checkpoint.reached(Checkpoint.Step.SIGN_KEPT);
    become(CaseState.SIGNED, "");
  }

  /** Adds the timestamp; may be tried again while the service is down. */
  public void stamp() throws CaseException, StoreException, SigningException {
    require(CaseState.STAMPED);
    finish().stamp(checkpoint);
    checkpoint.reached(Checkpoint.Step.STAMP_KEPT);
    become(CaseState.STAMPED, "");
  }

  /** Puts the signed file in its place and ends the case. */
  public Path archive() throws CaseException, StoreException, SigningException {
    require(CaseState.ARCHIVED);
    Path output = finish().complete(order.output(), order.form().level());
    checkpoint.reached(Checkpoint.Step.ARCHIVE_WRITTEN);
    become(CaseState.ARCHIVED, "");
    finish().clear();
    return output;
  }

  private Finish finish() {
    return new Finish(services, folder, id);
  }

  /** Ends the case before the signature. */
  public void cancel(String why) throws CaseException, StoreException {
    require(CaseState.CANCELLED);
    destroyKey();
    become(CaseState.CANCELLED, why);
    finish().clear();
  }

  private void destroyKey() {
    OneTimeKey made = key;
    key = null;
    if (made != null) {
      made.close();
    }
  }

  private void require(CaseState next) throws CaseException {
    if (!state.mayBecome(next)) {
      throw new CaseException.WrongOrder(state, next);
    }
  }

  private void become(CaseState next, String detail) throws StoreException {
    services.archive().move(id, next.name(), detail);
    enter(next);
  }

  private void enter(CaseState next) {
    state = next;
    checkpoint.reached(new Checkpoint.Became(next));
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
