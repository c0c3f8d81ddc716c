// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.ConsentText;
import org.penseal.app.business.PagesOnPad;
import org.penseal.app.capture.LeafFlow;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.WordLeaves;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.ink.InkJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the signer for consent on the screen of the workstation and, where it is large enough, at
 * the same time on the pad: what is pressed first holds, and a no on the pad always. For one case.
 */
final class PadConsent {
  private static final Logger LOG = LoggerFactory.getLogger(PadConsent.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final CaseServices services;
  private final PadPlace place;
  private final Ceremony.Look look;
  private final CeremonyHost host;
  private final AtomicReference<@Nullable Given> onPad = new AtomicReference<>();

  PadConsent(CaseServices services, PadPlace place, Ceremony.Look look, CeremonyHost host) {
    this.services = services;
    this.place = place;
    this.look = look;
    this.host = host;
  }

  /**
   * An answer.
   *
   * @param agreed whether it is a yes
   * @param place where it was given
   * @param press the pen's reports of a press on the pad
   */
  record Given(boolean agreed, ConsentPlace place, Optional<Ink> press) {
    /** The press as it is kept. */
    byte[] trace() {
      return InkJson.write(press.orElseThrow().fromItsBeginning());
    }
  }

  /** Asks, on the calling thread; an interrupt ends it. */
  Given ask(CaseOrder order, ConsentText text) throws InterruptedException {
    Pad pad = place.pad();
    boolean offered =
        look.offer().consent()
            && host.shows()
            && order.type().desk().pages() == PagesOnPad.OFFER
            && LeafLayout.fits(pad.layout());
    if (!offered) {
      return atHost(host.consents(text.words()));
    }
    host.asksOnPad(text.words());
    Thread reader = Thread.ofVirtual().name("consent").start(() -> onPad(pad, text));
    boolean agreed;
    try {
      agreed = host.consents(text.words());
    } finally {
      end(pad, reader);
    }
    Given given = onPad.get();
    return given != null && (given.agreed() == agreed || !given.agreed()) ? given : atHost(agreed);
  }

  private Given atHost(boolean agreed) {
    ConsentPlace where = host.shows() ? ConsentPlace.SCREEN : ConsentPlace.OPERATOR;
    return new Given(agreed, where, Optional.empty());
  }

  private void onPad(Pad pad, ConsentText text) {
    LeafFlow flow = new LeafFlow(pad, services.clock(), look.texts(), LeafFlow.What.CONSENT);
    try {
      WordLeaves words =
          WordLeaves.of(text.words(), LeafLayout.of(pad.layout()), look.texts().locale());
      boolean agreed = flow.run(words, new LeafProgress(), host.ink(), look.signingLimit());
      onPad.set(new Given(agreed, ConsentPlace.PAD, Optional.ofNullable(flow.press())));
      // Again and again, until it is heard: the question may not stand there yet.
      while (true) {
        host.consented(agreed);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      LOG.debug("the question was answered", e);
    } catch (PadException e) {
      // The other screen still asks; a pad that is gone is waited for when it is needed.
      LOG.info("consent was not given on the pad: {}", e.getMessage());
    }
  }

  // The words leave the screen, whoever answered; the pad is for one thread at a time.
  private void end(Pad pad, Thread reader) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    reader.interrupt();
    reader.join(LONGEST);
    try {
      pad.stopCapture();
      pad.clear();
      PadLayout.Pixels screen = pad.layout().screen();
      host.ink().shown(PadPicture.blank(screen.width(), screen.height()));
    } catch (PadException e) {
      LOG.debug("the pad does not take the end of the consent: {}", e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
