// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.StandIn;
import org.penseal.cms.envelope.Envelope;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Press;
import org.penseal.pad.simulator.SimulatedCustomer.Sign;
import org.penseal.pad.simulator.SimulatedCustomer.Step;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;

/** Signs with an annotation at one workstation and reads what is left of it. */
final class AnnotationBench {
  static final Step NEXT = new Press(PadButton.OK, true);
  static final Step CLEAR = new Press(PadButton.CLEAR);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CaseLab lab;
  private final Path folder;

  AnnotationBench(CaseLab lab, Path folder) {
    this.lab = lab;
    this.folder = folder;
  }

  static Step writes(String trace) throws Exception {
    return new Sign(CaseLab.trace(trace));
  }

  Step undo(String model) {
    return new Tap(
        AnnotationLayout.of(lab.station.catalog().byId(model).orElseThrow().layout()).undo());
  }

  static SimulatedCustomer customer(List<Step> first, List<Step> then) {
    List<Step> steps = new ArrayList<>(first);
    steps.addAll(then);
    return new SimulatedCustomer(steps);
  }

  Ceremony.Result run(CaseLab.Job job, PadPlace place, CeremonyHost host) throws Exception {
    Ceremony.Look look = new Ceremony.Look(Texts.of("zh"), lab.station::padFont, LIMIT);
    return new Ceremony(
            lab.station.services(),
            place,
            lab.station.statementKey(StandIn.FOR_UNNAMED),
            look,
            Checkpoint.NONE)
        .run(
            job.order(),
            DocumentWords.of(job.order().document(), null),
            CaseLab.identified(CaseLab.signer()),
            CaseLab.oneTime(),
            host)
        .orElseThrow();
  }

  CaseLab.Job job(AnnotationOrder asked) throws Exception {
    CaseLab.Job plain = lab.pdf(folder);
    return new CaseLab.Job(plain.order().annotated(asked), plain.before());
  }

  Ceremony.Result sign(CaseLab.Job job, String model, SimulatedCustomer customer) throws Exception {
    try (CaseLab.Desk desk = lab.desk(model, customer)) {
      return run(job, PadPlace.once(desk.pad()), new Watching());
    }
  }

  /** Agrees to everything and counts what it is told of the pad. */
  static final class Watching implements CeremonyHost {
    int gone;
    int back;
    boolean signing;

    @Override
    public boolean consents(String text) {
      return true;
    }

    @Override
    public boolean shows() {
      return true;
    }

    @Override
    public List<Integer> showDocument(int pages) {
      return pages == 0 ? List.of() : List.of(1);
    }

    @Override
    public void reached(CaseState state) {
      // nobody watches
    }

    @Override
    public void padGone() {
      gone++;
    }

    @Override
    public void padBack(Pad pad) {
      back++;
    }
  }

  InkKeys keys(Ceremony.Result result) throws Exception {
    byte[] share = lab.station.archive().share(result.caseId()).orElseThrow();
    return new InkKeys(DemoWorkplace.trust(lab.station).escrow(), share);
  }

  EvidenceReport evidence(Ceremony.Result result, Optional<InkKeys> keys) throws Exception {
    VerifiedFile verified = lab.verify(result.output(), keys);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    return verified.signatures().getFirst().evidence();
  }

  EvidenceStreams streams(Ceremony.Result result) throws Exception {
    return Objects.requireNonNull(
        lab.verify(result.output()).signatures().getFirst().signed().evidence());
  }

  static Manifest.Annotation told(Ceremony.Result result) {
    return Objects.requireNonNull(result.manifest().annotation());
  }

  JsonNode trace(Ceremony.Result result) throws Exception {
    InkKeys keys = keys(result);
    byte[] inner =
        Envelope.open(
            streams(result).sealedInk(), keys.escrow().key(), keys.escrow().chain().getFirst());
    byte[] trace = Objects.requireNonNull(InkSeal.open(inner, keys.share()).annotation());
    assertEquals(Sm3.hex(trace), told(result).sm3());
    return new ObjectMapper().readTree(trace);
  }

  static SimulatedCustomer agrees(String signature) throws Exception {
    return customer(
        List.of(writes("zhang-wei-1"), NEXT), List.of(writes(signature), new Press(PadButton.OK)));
  }
}
