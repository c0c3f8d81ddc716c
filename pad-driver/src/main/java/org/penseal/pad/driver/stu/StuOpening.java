// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.driver.place.PadUri;
import org.penseal.pad.link.HostHandshake;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuEncryption;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One opening of an STU pad: asks who it is, then makes the parts. */
public final class StuOpening implements ReportLink.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(StuOpening.class);

  private static final int ENCRYPTED_BYTES = 17;

  private final PadEvents events = new PadEvents();
  private volatile @Nullable InkKeeper keeper;
  private volatile @Nullable ChipChannel chip;
  private volatile @Nullable StuCipher cipher;

  private StuOpening() {}

  /**
   * What is asked of the link.
   *
   * @param wish whether it is to be secured
   * @param trusted which certificates of pads are good for it
   * @param memory which pads had a secure link before
   * @param cipher whether pen data is to be encrypted by the vendor's protocol
   */
  public record LinkTerms(
      PadUri.LinkWish wish, Predicate<X509Certificate> trusted, LinkMemory memory, boolean cipher) {
    /** With pen data as the link carries it, and no memory. */
    public LinkTerms(PadUri.LinkWish wish, Predicate<X509Certificate> trusted) {
      this(wish, trusted, LinkMemory.NONE, false);
    }
  }

  public static Pad open(
      Function<ReportLink.Listener, ReportLink> start,
      PadCatalog catalog,
      RandomGenerator random,
      LinkTerms terms)
      throws PadException {
    StuOpening opening = new StuOpening();
    ReportLink link = start.apply(opening);
    try {
      Pad.Link secured = secure(link, catalog, terms);
      PadIdentity identity = identify(link, catalog);
      remember(secured, identity, link.place(), terms);
      InkKeeper keeper = new InkKeeper(identity, opening.events);
      ChipChannel chip = identity.model().chip() ? new ChipChannel(link, random) : null;
      opening.chip = chip;
      opening.keeper = keeper;
      StuCipher cipher = terms.cipher() ? cipher(link, identity) : null;
      opening.cipher = cipher;
      StuPad pad =
          new StuPad(
              new StuPad.Parts(link, identity, opening.events, keeper, chip, cipher, secured));
      pad.prepare();
      return pad;
    } catch (PadException | RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private static StuCipher cipher(ReportLink link, PadIdentity identity)
      throws PadException.NotOffered {
    if (identity.model().encryption() != PadModel.Encryption.V2) {
      throw new PadException.NotOffered(
          identity.model().id(), PadException.NotOffered.What.ENCRYPTION);
    }
    return new StuCipher(link, new SecureRandom());
  }

  @Override
  public void onReport(byte[] report, long hostNanos) {
    StuCipher secret = cipher;
    if (StuEncryption.isSealed(report)) {
      decrypt(secret, report, hostNanos);
    } else if (secret == null || !secret.capturing() || !isOfTheSigner(report)) {
      onClear(report, hostNanos);
    }
  }

  /** What comes encrypted in an encrypted capture: in clear somebody else sent it. */
  private static boolean isOfTheSigner(byte[] report) {
    return PenReport.isPen(report) || (report[0] & 0xFF) == StuReport.EVENT;
  }

  private void decrypt(@Nullable StuCipher secret, byte[] report, long hostNanos) {
    InkKeeper ink = keeper;
    if (secret == null || ink == null) {
      return;
    }
    if (report.length != ENCRYPTED_BYTES) {
      ink.broken(1);
      return;
    }
    try {
      for (byte[] clear : secret.open(report)) {
        onClear(clear, hostNanos);
      }
    } catch (PadException.LinkBroken e) {
      LOG.warn("pen data of another session");
      events.broken(e);
    }
  }

  private void onClear(byte[] report, long hostNanos) {
    InkKeeper ink = keeper;
    ChipChannel channel = chip;
    if (ink != null && PenReport.isPen(report)) {
      PenReports.give(report, hostNanos, ink);
    } else if (ink != null && (report[0] & 0xFF) == StuReport.EVENT) {
      StuCommands.key(report).ifPresent(ink::press);
    } else if (channel != null && (report[0] & 0xFF) == StuReport.CHIP_OUT) {
      channel.onReport(report);
    }
  }

  @Override
  public void onTaken(byte[] report) {
    InkKeeper ink = keeper;
    if (ink != null && (report[0] & 0xFF) == StuReport.INKING_MODE && report[1] == 1) {
      ink.drawing();
    }
  }

  @Override
  public void onGone() {
    ChipChannel channel = chip;
    if (channel != null) {
      channel.onGone();
    }
    events.put(new PadEvent.Gone());
  }

  @Override
  public void onBroken(PadException.LinkBroken failure) {
    ChipChannel channel = chip;
    if (channel != null) {
      channel.onBroken(failure);
    }
    events.broken(failure);
  }

  /**
   * Secures the link before anything else is said, when the pad offers it and nobody minds. A pad
   * whose model has the link and that does not offer it is not talked to in clear unless that was
   * asked for: somebody may stand on the line and hide the offer.
   */
  private static Pad.Link secure(ReportLink link, PadCatalog catalog, LinkTerms terms)
      throws PadException {
    StuAnswers.Information information =
        StuAnswers.Information.decode(link.get(StuReport.INFORMATION));
    boolean offered = link.canBeSecured() && (information.secureIc() & LinkReport.OFFERS_LINK) != 0;
    boolean expected =
        catalog
            .byReportedName(information.modelName())
            .filter(m -> m.reports().containsKey(LinkReport.HANDSHAKE))
            .isPresent();
    if (!offered
        && (terms.wish() == PadUri.LinkWish.REQUIRE
            || terms.wish() == PadUri.LinkWish.AUTO && expected)) {
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.NOT_OFFERED, null);
    }
    if (offered && terms.wish() == PadUri.LinkWish.OFF) {
      // The link of a host that died must be ended before the pad talks in clear.
      link.set(LinkReport.end());
      return new Pad.Link(Optional.empty());
    }
    if (!offered) {
      return new Pad.Link(Optional.empty());
    }
    // Not the generator of the nonces, which need not be secret.
    HostHandshake handshake = new HostHandshake(new SecureRandom());
    link.set(handshake.hello());
    HostHandshake.Agreed agreed = handshake.agree(link.get(LinkReport.HANDSHAKE));
    if (!terms.trusted().test(agreed.certificate())) {
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.CERTIFICATE, null);
    }
    link.secure(agreed.confirm(), agreed.session());
    return new Pad.Link(Optional.of(agreed.certificate()));
  }

  // By serial number and place, whatever model it gives itself out for now.
  private static void remember(
      Pad.Link secured, PadIdentity identity, Optional<String> place, LinkTerms terms)
      throws PadException.LinkBroken {
    if (secured.certificate().isPresent()) {
      terms.memory().secured(identity, place);
    } else {
      requireNone(identity, place, terms);
    }
  }

  /**
   * Refuses a pad of a family without a secure link where one is required, or where a pad that had
   * one is remembered: it may be that one in disguise. A refused transport is closed.
   */
  public static void requireNoLink(Transport transport, PadModel model, LinkTerms terms)
      throws PadException.LinkBroken {
    try {
      if (terms.wish() == PadUri.LinkWish.REQUIRE) {
        throw new PadException.LinkBroken(PadException.LinkBroken.Why.NOT_OFFERED, null);
      }
      PadIdentity.Capability nothing = new PadIdentity.Capability(0, 0, 0, 0, 0, 0, 0, 0);
      PadIdentity silent = new PadIdentity(model, "", "", nothing, transport.origin());
      requireNone(silent, transport.place(), terms);
    } catch (PadException.LinkBroken e) {
      transport.close();
      throw e;
    }
  }

  private static void requireNone(PadIdentity identity, Optional<String> place, LinkTerms terms)
      throws PadException.LinkBroken {
    if (terms.wish() != PadUri.LinkWish.OFF && terms.memory().wasSecured(identity, place)) {
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.NO_LONGER_OFFERED, null);
    }
  }

  private static PadIdentity identify(ReportLink link, PadCatalog catalog) throws PadException {
    StuAnswers.Information information =
        StuAnswers.Information.decode(link.get(StuReport.INFORMATION));
    Optional<PadModel> model = catalog.byReportedName(information.modelName());
    if (model.isEmpty()) {
      throw new PadException.UnknownModel(information.modelName());
    }
    PadIdentity identity =
        new PadIdentity(
            model.get(),
            serialNumber(link),
            information.firmware(),
            capability(link.get(StuReport.CAPABILITY), model.get()),
            link.origin());
    try {
      LOG.debug("screen with the layout {}", identity.layout());
    } catch (IllegalArgumentException e) {
      throw new PadException.Malformed("report 09 (screen)", e);
    }
    return identity;
  }

  /** A device that says nothing of its encodings takes those of the catalogue. */
  private static PadIdentity.Capability capability(byte[] report, PadModel model)
      throws PadException.Malformed {
    PadIdentity.Capability told = StuAnswers.capability(report);
    return told.encodings() == 0 ? told.withEncodings(model.encodingBits()) : told;
  }

  /** Uid2, else eserial, else the user-settable Uid in hexadecimal. */
  private static String serialNumber(ReportLink link) throws PadException {
    for (int id : new int[] {StuReport.UID2, StuReport.ESERIAL}) {
      try {
        String text = StuAnswers.text(link.get(id), id);
        if (!text.isEmpty()) {
          return text;
        }
      } catch (PadException.Refused e) {
        LOG.debug("pad has no report {}, the next one is asked", id);
      }
    }
    byte[] uid = link.get(StuReport.UID);
    return HexFormat.of().formatHex(uid, 1, uid.length);
  }
}
