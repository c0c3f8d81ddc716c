// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.statement;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.PadCapture;
import org.penseal.app.evidence.Sm3;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.chip.StatementBody.Origin;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.trust.CertificateFacts;

/**
 * Holds one statement against everything that is known of its case: the same code for the station,
 * which knows the act, for the CA, which knows the request, and for the verifier, who has what was
 * signed. Each says what it knows; {@link #differing} tells what is not so. Not for several
 * threads.
 */
public final class StatementComparison {
  /** Clocks of pad, computer and services may differ by so much. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** A chip ends a case after so long (docs/chip-protocol.md, section "States"). */
  private static final Duration LONGEST_CASE = Duration.ofMinutes(10);

  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final String NOTHING = Sm3.hex(new byte[0]);

  private final ChipStatement statement;
  private final byte[] encoded;
  private final StatementBody body;
  private final Optional<PadModel> model;
  private boolean modelCertified = true;
  private final Set<StatedPart> differing = EnumSet.noneOf(StatedPart.class);

  /**
   * A statement, held against itself, its certificate and the catalogue of pads.
   *
   * @param encoded its DER
   */
  public StatementComparison(ChipStatement statement, byte[] encoded) {
    this.statement = statement;
    this.encoded = encoded.clone();
    this.body = statement.body();
    this.model = model(body.device().model());
    require(StatedPart.SIGNATURE, statement.verifySignature());
    require(StatedPart.REPORTS, body.pen().reports() > 0);
    require(StatedPart.ATTEMPTS, body.pen().attempts() > 0);
    String last = body.pictures().isEmpty() ? NOTHING : hex(body.pictures().getLast());
    require(StatedPart.PICTURE, hex(body.confirm().screen()).equals(last));
    boolean chip = body.origin() == Origin.CHIP;
    require(StatedPart.COUNTER, chip ? body.counter() > 0 : body.counter() == 1);
    if (chip) {
      require(StatedPart.CERTIFICATE, namesDevice());
    }
    model.ifPresent(known -> catalogue(known, chip));
  }

  /** The catalogue's entry of a model, by the name it reports. */
  static Optional<PadModel> model(String reportedName) {
    return CATALOG.models().stream()
        .filter(each -> each.reportedName().equals(reportedName))
        .findFirst();
  }

  /**
   * Whether no entry of the catalogue has the stated model, or the maker's certificate names none:
   * then nothing says what it can do.
   */
  public boolean modelUnknown() {
    return model.isEmpty() || !modelCertified;
  }

  /** What differs from what was said to be known, in the order of the parts. */
  public List<StatedPart> differing() {
    return List.copyOf(differing);
  }

  private void require(StatedPart part, boolean holds) {
    if (!holds) {
      differing.add(part);
    }
  }

  // Subject of a device certificate: docs/chip-protocol.md, section "Device certificate". Those of
  // before name no model.
  private boolean namesDevice() {
    try {
      Optional<X509Certificate> certificate = statement.signer();
      Optional<String> unit =
          certificate.flatMap(each -> CertificateFacts.subjectPart(each, CertificateFacts.UNIT));
      modelCertified = unit.isPresent();
      return certificate.isPresent()
          && CertificateFacts.subjectPart(certificate.get(), CertificateFacts.SERIAL_NUMBER)
              .equals(Optional.of(body.device().serialNumber()))
          && (unit.isEmpty() || unit.get().equals(body.device().model()));
    } catch (PadException.Malformed e) {
      return false;
    }
  }

  private void catalogue(PadModel known, boolean chip) {
    require(StatedPart.ORIGIN, known.chip() == chip);
    StatementBody.By by =
        switch (known.confirm()) {
          case SCREEN -> StatementBody.By.SCREEN;
          case DEVICE -> StatementBody.By.KEY;
          case HOST -> StatementBody.By.WORKSTATION;
        };
    require(StatedPart.CONFIRM, body.confirm().by() == by);
    if (by != StatementBody.By.SCREEN) {
      require(StatedPart.CONFIRM, body.confirm().area().equals(PadLayout.NO_AREA));
    } else if (chip) {
      require(StatedPart.CONFIRM, body.confirm().area().equals(known.layout().ok()));
    }
    require(StatedPart.PICTURE, body.pictures().isEmpty() != known.showsPictures());
  }

  /**
   * With the one-time key.
   *
   * @param publicKey DER of its SubjectPublicKeyInfo
   */
  public StatementComparison key(byte[] publicKey) {
    require(StatedPart.KEY, same(body.oneTimeKey(), publicKey));
    return this;
  }

  /**
   * With the frozen manifest.
   *
   * @param bytes its bytes
   */
  public StatementComparison manifest(Manifest told, byte[] bytes) {
    manifestDigest(Sm3.of(bytes));
    StatementBody.Device device = body.device();
    require(
        StatedPart.DEVICE,
        device.model().equals(told.device().model())
            && device.serialNumber().equals(told.device().serial())
            && device.firmware().equals(told.device().firmware()));
    require(
        StatedPart.ORIGIN,
        told.device().origin().equals(body.origin() == Origin.CHIP ? "chip" : "host"));
    require(StatedPart.REPORTS, body.pen().reports() == told.ink().samples());
    time(told);
    PadCapture capture = told.capture();
    if (capture != null) {
      act(told, capture);
    }
    return this;
  }

  /**
   * With the number of pages of the document, which the page on the pad tells.
   *
   * @param count 0 for data
   */
  public StatementComparison pages(Manifest told, int count) {
    PadCapture.Picture picture = told.capture() == null ? null : told.capture().picture();
    require(StatedPart.PAGE, picture == null || picture.pages() == count);
    return this;
  }

  private void act(Manifest told, PadCapture capture) {
    require(
        StatedPart.CHALLENGE,
        HexFormat.of().formatHex(body.challenge().bytes()).equals(capture.challenge()));
    int begun = told.ink().attemptsDiscarded() - capture.attemptsInterrupted() + 1;
    require(
        StatedPart.ATTEMPTS, capture.attemptsInterrupted() >= 0 && body.pen().attempts() == begun);
    PadCapture.Picture picture = capture.picture();
    List<String> shown = picture == null ? List.of() : List.of(picture.sm3());
    List<String> stated = body.pictures().stream().map(StatementComparison::hex).toList();
    String screen = picture == null ? NOTHING : picture.sm3();
    require(
        StatedPart.PICTURE, stated.equals(shown) && hex(body.confirm().screen()).equals(screen));
    if (picture != null && model.isPresent()) {
      PadModel known = model.get();
      require(StatedPart.PAGE, StatedPicture.isPageOf(picture, told.document().sm3(), known));
      boolean ownScreen =
          picture.widthPx() == known.screenWidthPx()
              && picture.heightPx() == known.screenHeightPx();
      require(StatedPart.PAGE, ownScreen || !known.chip());
      if (body.confirm().by() == StatementBody.By.SCREEN) {
        require(
            StatedPart.CONFIRM,
            StatedPicture.ok(picture, known).equals(Optional.of(body.confirm().area())));
      }
    }
  }

  private void time(Manifest told) {
    try {
      between(Instant.parse(told.openedAt()), Instant.parse(told.frozenAt()));
    } catch (DateTimeException | NullPointerException e) {
      differing.add(StatedPart.TIME); // a case without a beginning or an end has no inside
    }
  }

  /** With the digest of a manifest that is not at hand. */
  public StatementComparison manifestDigest(byte[] sm3) {
    require(StatedPart.MANIFEST, same(body.manifestDigest(), sm3));
    return this;
  }

  /** With the time at which a certificate is asked for, which is soon after the press. */
  public StatementComparison askedAt(Instant now) {
    between(now.minus(LONGEST_CASE), now);
    return this;
  }

  /** With the time at which the signature is proven to have been there. */
  public StatementComparison signedAt(Instant proven) {
    require(StatedPart.TIME, !body.confirm().time().isAfter(proven.plus(CLOCKS_DIFFER)));
    return this;
  }

  private void between(Instant from, Instant to) {
    Instant at = body.confirm().time();
    require(
        StatedPart.TIME,
        !at.isBefore(from.minus(CLOCKS_DIFFER)) && !at.isAfter(to.plus(CLOCKS_DIFFER)));
  }

  /** With the ink. */
  public StatementComparison ink(Ink ink) {
    require(StatedPart.PEN, same(body.pen().digest(), InkDigest.sm3(ink)));
    require(StatedPart.REPORTS, body.pen().reports() == ink.samples().size());
    return this;
  }

  /** With what an event certificate binds, or is to bind, of the device and of the statement. */
  public StatementComparison binding(EvidenceBinding binding) {
    boolean bound =
        binding.device().equals(CaseBinding.device(statement, encoded))
            && Arrays.equals(binding.statementDigest().bytes(), Sm3.of(encoded));
    require(StatedPart.BINDING, bound);
    return manifestDigest(binding.manifestDigest().bytes());
  }

  /** The same, with the manifest at hand: all of the binding. */
  public StatementComparison binding(EvidenceBinding binding, Manifest told, byte[] manifest) {
    Optional<EvidenceBinding> again = CaseBinding.again(told, manifest, statement, encoded);
    require(StatedPart.BINDING, again.equals(Optional.of(binding)));
    return binding(binding);
  }

  private static boolean same(ByteString stated, byte[] known) {
    return Arrays.equals(stated.bytes(), known);
  }

  private static String hex(ByteString digest) {
    return HexFormat.of().formatHex(digest.bytes());
  }
}
