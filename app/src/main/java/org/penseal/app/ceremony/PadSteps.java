// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.capture.AnnotationFlow;
import org.penseal.app.capture.CaptureFlow;
import org.penseal.app.capture.LeafFlow;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.PdfLeaves;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.PadPage;
import org.penseal.app.screen.ShownPage;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.PadChip;
import org.penseal.refusal.SigningException;

/**
 * What the signer does on the pad: he leafs through the pages where they are offered, writes the
 * annotation, if one was ordered, then the signature. A pad that is unplugged meanwhile is waited
 * for, and what was under way is begun anew; what was written until then stays in the evidence as
 * discarded, and what was leafed through counts on.
 */
final class PadSteps {
  private final CaseServices services;
  private final PadPlace place;
  private final Ceremony.Look look;
  private final CeremonyHost host;
  private final List<Annotation.Screen> interrupted = new ArrayList<>();
  private final List<Ink> cut = new ArrayList<>();
  private final LeafProgress leafed = new LeafProgress();
  private boolean read;
  private @Nullable Annotation annotation;

  PadSteps(CaseServices services, PadPlace place, Ceremony.Look look, CeremonyHost host) {
    this.services = services;
    this.place = place;
    this.look = look;
    this.host = host;
  }

  /** What was written, and the chip that saw the signature. */
  record Written(Optional<Annotation> annotation, CapturedInk ink, Optional<PadChip> chip) {}

  /**
   * Runs it.
   *
   * @return empty if the signer pressed cancel
   */
  Optional<Written> run(CaseOrder order, PadPage page, KeyPlan plan)
      throws PadException, CaseException, SigningException {
    while (true) {
      try {
        return write(order, page, plan);
      } catch (PadException.Gone e) {
        if (!place.opensAgain()) {
          throw e;
        }
        host.padGone();
        host.padBack(place.again(services.clock(), look.signingLimit()));
      }
    }
  }

  private Optional<Written> write(CaseOrder order, PadPage page, KeyPlan plan)
      throws PadException, CaseException, SigningException {
    CaptureFlow flow = new CaptureFlow(place.pad(), services.clock(), services.random());
    if (plan instanceof KeyPlan.OneTime) {
      Ceremony.requireVouched(place.pad(), services); // it may have been plugged in meanwhile
    }
    Optional<PadChip> chip =
        plan instanceof KeyPlan.OneTime oneTime ? flow.unlock(oneTime.pin()) : Optional.empty();
    boolean offered = look.offer().pages() && order.leafsOn(place.pad().layout());
    if (offered && !read) {
      if (!leaf(order)) {
        return Optional.empty();
      }
      read = true;
    }
    if (order.annotation().order().asks() && annotation == null) {
      Optional<Annotation> written = annotate(order);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      annotation = written.get().after(interrupted);
    }
    ShownPage drawn = page.draw(place.pad().layout(), look.texts(), place.pad().depth());
    Optional<Annotation> kept = Optional.ofNullable(annotation).filter(Annotation::isWritten);
    Optional<List<Integer>> pages = offered ? Optional.of(leafed.pages()) : Optional.empty();
    return capture(flow, chip, drawn)
        .map(captured -> new Written(kept, captured.after(cut).leafed(pages), chip));
  }

  // Where it was unplugged in it, it goes on; nothing was written that could be lost.
  private boolean leaf(CaseOrder order) throws PadException, SigningException {
    Pad pad = place.pad();
    LeafFlow flow = new LeafFlow(pad, services.clock(), look.texts(), LeafFlow.What.DOCUMENT);
    try (PdfLeaves pages =
        PdfLeaves.open(
            order.document().file(),
            order.pdfPassword(),
            LeafLayout.of(pad.layout()),
            look.texts(),
            order.seal().placement())) {
      return flow.run(pages, leafed, host.ink(), look.signingLimit());
    }
  }

  private Optional<Annotation> annotate(CaseOrder order) throws PadException {
    AnnotationFlow flow =
        new AnnotationFlow(place.pad(), services.clock(), look.font().get(), look.texts());
    try {
      return flow.run(order.annotation().order(), host.ink(), look.signingLimit());
    } catch (PadException.Gone e) {
      interrupted.addAll(flow.cut());
      throw e;
    }
  }

  private Optional<CapturedInk> capture(CaptureFlow flow, Optional<PadChip> chip, ShownPage page)
      throws PadException {
    try {
      return flow.run(chip, page, host.ink(), look.signingLimit());
    } catch (PadException.Gone e) {
      cut.addAll(flow.cut());
      throw e;
    }
  }
}
