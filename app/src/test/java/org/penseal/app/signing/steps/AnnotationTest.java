// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Station;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.lab.Devices;
import org.penseal.app.report.ReportFile;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.cms.envelope.Envelope;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Press;
import org.penseal.pad.simulator.SimulatedCustomer.Sign;
import org.penseal.pad.simulator.SimulatedCustomer.Step;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;

/** What is written before the signature, and what becomes of attempts that were discarded. */
@Timeout(120)
class AnnotationTest {
  private static final String SENTENCE = "本人已阅读并同意上述内容";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path shared;
  private static CaseLab lab;

  @TempDir Path folder;

  @BeforeAll
  static void openLab() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  private static final Step NEXT = new Press(PadButton.OK, true);
  private static final Step CLEAR = new Press(PadButton.CLEAR);

  private static Step writes(String trace) throws Exception {
    return new Sign(CaseLab.trace(trace));
  }

  private static Step undo(String model) {
    return new Tap(
        AnnotationLayout.of(lab.station.catalog().byId(model).orElseThrow().layout()).undo());
  }

  private static List<Step> signature(String model) throws Exception {
    return List.of(writes("li-na-1"), CLEAR, writes("li-na-2"), new Press(PadButton.OK));
  }

  private static SimulatedCustomer customer(List<Step> first, List<Step> then) {
    List<Step> steps = new ArrayList<>(first);
    steps.addAll(then);
    return new SimulatedCustomer(steps);
  }

  private Ceremony.Result run(CaseLab.Job job, PadPlace place, CeremonyHost host) throws Exception {
    Ceremony.Look look = new Ceremony.Look(Texts.of("zh"), lab.station.padFont(), LIMIT);
    return new Ceremony(
            lab.station.services(), place, lab.station.demoTrust().station(), look, Checkpoint.NONE)
        .run(
            job.order(),
            DocumentWords.of(job.order().document(), null),
            CaseLab.identified(CaseLab.signer()),
            CaseLab.oneTime(),
            host)
        .orElseThrow();
  }

  private CaseLab.Job job(AnnotationOrder asked) throws Exception {
    CaseLab.Job plain = lab.pdf(folder);
    return new CaseLab.Job(plain.order().annotated(asked), plain.before());
  }

  private Ceremony.Result sign(CaseLab.Job job, String model, SimulatedCustomer customer)
      throws Exception {
    try (CaseLab.Desk desk = lab.desk(model, customer)) {
      return run(job, PadPlace.once(desk.pad()), new Watching());
    }
  }

  /** Agrees to everything and counts what it is told of the pad. */
  private static final class Watching implements CeremonyHost {
    private int gone;
    private int back;
    private boolean signing;
    private Runnable atSignature = () -> {};

    @Override
    public boolean consents(String text) {
      return true;
    }

    @Override
    public List<Integer> showDocument(int pages) {
      return List.of(1);
    }

    @Override
    public void reached(CaseState state) {
      // nobody watches
    }

    @Override
    public InkWatcher ink() {
      return new InkWatcher() {
        @Override
        public void signing() {
          atSignature.run();
        }
      };
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

  private static AnnotationOrder transcription() {
    return new AnnotationOrder(Optional.of(SENTENCE), false);
  }

  private static InkKeys keys(Ceremony.Result result) throws Exception {
    byte[] share = lab.station.archive().share(result.caseId()).orElseThrow();
    return new InkKeys(lab.station.demoTrust().escrow(), share);
  }

  private static EvidenceReport evidence(Ceremony.Result result, Optional<InkKeys> keys)
      throws Exception {
    VerifiedFile verified = lab.verify(result.output(), keys);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    return verified.signatures().getFirst().evidence();
  }

  private static EvidenceStreams streams(Ceremony.Result result) throws Exception {
    return Objects.requireNonNull(
        lab.verify(result.output()).signatures().getFirst().signed().evidence());
  }

  private static Manifest.Annotation told(Ceremony.Result result) {
    return Objects.requireNonNull(result.manifest().annotation());
  }

  private static JsonNode trace(Ceremony.Result result) throws Exception {
    InkKeys keys = keys(result);
    byte[] inner =
        Envelope.open(
            streams(result).sealedInk(), keys.escrow().key(), keys.escrow().chain().getFirst());
    byte[] trace = Objects.requireNonNull(InkSeal.open(inner, keys.share()).annotation());
    assertEquals(Sm3.hex(trace), told(result).sm3());
    return new ObjectMapper().readTree(trace);
  }

  @Test
  void annotationOnAPadWithAChipIsSealedAndLeavesTheChipsCaseAlone() throws Exception {
    String model = "penseal-ref";
    List<Step> written =
        List.of(
            writes("zhang-wei-1"),
            undo(model),
            NEXT,
            writes("li-wei-1"),
            CLEAR,
            writes("wang-xiu-ying-1"),
            NEXT);
    Ceremony.Result result = sign(job(transcription()), model, customer(written, signature(model)));

    assertEquals(
        new EvidenceReport(
            true, "matches", "matches", "matches", "matches", "simulated", "matches", 1),
        evidence(result, Optional.of(keys(result))));
    assertEquals("sealed", evidence(result, Optional.empty()).annotation());
    Manifest.Annotation told = told(result);
    assertEquals(2, told.screens());
    assertEquals(1, told.strokesUndone());
    int cleared = CaseLab.trace("li-wei-1").strokes().size();
    assertEquals(cleared, told.strokesCleared());
    int strokes =
        CaseLab.trace("zhang-wei-1").strokes().size()
            - 1
            + CaseLab.trace("wang-xiu-ying-1").strokes().size();
    assertEquals(strokes, told.strokes());
    ChipStatement statement = ChipStatement.decode(streams(result).statement().bytes());
    assertEquals(2, statement.body().pen().attempts(), "the signature, once cleared");
    // blank or what was there when the case began, and the page of the signature
    assertTrue(statement.body().pictures().size() <= 2, "no screen of the annotation");
  }

  @Test
  void undoneStrokeStaysInTheEvidenceAndDoesNotCount() throws Exception {
    String model = "stu-430";
    List<Step> written = List.of(writes("zhang-wei-1"), undo(model), undo(model), NEXT);
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.of("同意"), false)),
            model,
            customer(written, List.of(writes("li-na-1"), new Press(PadButton.OK))));
    JsonNode screen = trace(result).path("screens").get(0);
    assertEquals("同意", screen.path("words").asText());
    JsonNode first = screen.path("captures").get(0);
    int all = CaseLab.trace("zhang-wei-1").strokes().size();
    assertEquals(all - 2, first.path("standing").size());
    assertEquals(List.of(all - 2, all - 1), numbers(first.path("undone")));
    assertTrue(first.path("ink").path("samples").size() > 100, "its reports are kept");
    assertEquals(0, evidence(result, Optional.empty()).attemptsDiscarded());
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(n -> numbers.add(n.asInt()));
    return numbers;
  }

  @Test
  void freeWordsFollowTheSentenceAndTakeAnotherScreen() throws Exception {
    String model = "penseal-ref";
    AnnotationLayout layout =
        AnnotationLayout.of(lab.station.catalog().byId(model).orElseThrow().layout());
    List<Step> written =
        List.of(
            writes("zhang-wei-1"),
            NEXT,
            writes("li-wei-1"),
            new Tap(layout.more()),
            writes("li-wei-2"),
            NEXT);
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.of("同意"), true)),
            model,
            customer(written, List.of(writes("li-na-1"), new Press(PadButton.OK))));
    assertEquals(3, told(result).screens());
    assertEquals("", trace(result).path("screens").get(2).path("words").asText());
    assertEquals("matches", evidence(result, Optional.of(keys(result))).annotation());
  }

  @Test
  void whoHasNothingToAddSignsWithoutAnAnnotation() throws Exception {
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.empty(), true)),
            "penseal-ref",
            customer(List.of(NEXT), List.of(writes("li-na-1"), new Press(PadButton.OK))));
    assertNull(result.manifest().annotation());
    assertEquals("missing", evidence(result, Optional.of(keys(result))).annotation());
  }

  @Test
  void sentenceIsTakenOnAPadThatIsConfirmedAtTheWorkstation() throws Exception {
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.of("同意"), false)),
            "topaz-siglite-1x5",
            customer(
                List.of(writes("zhang-wei-1"), NEXT),
                List.of(writes("li-na-1"), new Press(PadButton.OK))));
    assertEquals("matches", evidence(result, Optional.of(keys(result))).annotation());
  }

  @Test
  void archiveKeepsAnnotationAndEveryDiscardedAttempt() throws Exception {
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.of("同意"), false)),
            "penseal-ref",
            customer(List.of(writes("zhang-wei-1"), NEXT), signature("penseal-ref")));
    List<String> types =
        lab.station.archive().artefacts(result.caseId()).stream().map(a -> a.type()).toList();
    assertTrue(types.contains(ArtefactType.ANNOTATION.label()));
    assertTrue(types.contains(ArtefactType.ATTEMPT_DISCARDED.label()));
    assertNotNull(told(result).sentence());
    assertFalse(result.manifest().identity().salted().containsKey("sentence"));
    assertFalse(
        new String(result.manifest().encode(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("同意"),
        "no words");
  }

  @Test
  void reportNamesAnnotationAndDiscardedAttempts() throws Exception {
    Ceremony.Result result =
        sign(
            job(new AnnotationOrder(Optional.of("同意"), false)),
            "penseal-ref",
            customer(List.of(writes("zhang-wei-1"), NEXT), signature("penseal-ref")));
    String html =
        new ReportFile(
                Texts.of("zh"),
                lab.station.settings().zone(),
                lab.station.services().clock().instant(),
                Station.SOFTWARE)
            .html(lab.verify(result.output()));
    assertTrue(html.contains("手写批注"), html);
    assertTrue(html.contains("作废 1 次"), html);
  }

  private static PadSimulator simulator(SimulatedCustomer customer) throws PadException {
    return Devices.pad(
        lab.station.catalog(),
        lab.station.demoTrust().devices(),
        "penseal-ref",
        customer,
        CaseLab.SPEED);
  }

  @Test
  void caseOutlivesAPadThatIsUnpluggedWhileTheSignerWrites() throws Exception {
    CaseLab.Job job = job(AnnotationOrder.NONE);
    Watching host = new Watching();
    try (PadSimulator first = simulator(CaseLab.signs());
        PadSimulator second = simulator(CaseLab.signs("li-na-2"))) {
      first.faults(Faults.unpluggedAt(60));
      List<String> tried = new ArrayList<>();
      try (PadPlace place =
          PadPlace.open(
              () -> {
                tried.add("open");
                return switch (tried.size()) {
                  case 1 -> Devices.open(first, lab.station.pads());
                  case 2 -> throw new PadException.NotFound("still unplugged");
                  case 3 -> throw new PadException.Busy("not let go of yet", null);
                  default -> Devices.open(second, lab.station.pads());
                };
              })) {
        Ceremony.Result result = run(job, place, host);
        EvidenceReport evidence = evidence(result, Optional.of(keys(result)));
        assertEquals("matches", evidence.ink());
        assertEquals(1, evidence.attemptsDiscarded(), "what the pad took with it");
        ArtefactRow cut =
            lab.station.archive().artefacts(result.caseId()).stream()
                .filter(a -> a.type().equals(ArtefactType.ATTEMPT_DISCARDED.label()))
                .findFirst()
                .orElseThrow();
        Ink ink = InkJson.read(lab.station.archive().content(result.caseId(), cut));
        assertEquals(59, ink.samples().size(), 1, "every report that came");
        assertFalse(ink.isBlank());
      }
      assertEquals(4, tried.size());
    }
    assertEquals(1, host.gone);
    assertEquals(1, host.back);
  }

  private static SimulatedCustomer agrees(String signature) throws Exception {
    return customer(
        List.of(writes("zhang-wei-1"), NEXT), List.of(writes(signature), new Press(PadButton.OK)));
  }

  private Ceremony.Result unplugged(PadSimulator first, Watching host) throws Exception {
    CaseLab.Job job = job(new AnnotationOrder(Optional.of("同意"), false));
    SimulatedCustomer then = host.signing ? CaseLab.signs("li-na-2") : agrees("li-na-2");
    try (PadSimulator second = simulator(then)) {
      List<PadSimulator> left = new ArrayList<>(List.of(first, second));
      try (PadPlace place =
          PadPlace.open(() -> Devices.open(left.removeFirst(), lab.station.pads()))) {
        return run(job, place, host);
      }
    }
  }

  @Test
  void annotationBeginsAnewWhenThePadIsUnpluggedInIt() throws Exception {
    Watching host = new Watching();
    try (PadSimulator first = simulator(agrees("li-na-1"))) {
      first.faults(Faults.unpluggedAt(60));
      Ceremony.Result result = unplugged(first, host);
      int all = CaseLab.trace("zhang-wei-1").strokes().size();
      assertEquals(all, told(result).strokes(), "whole, and once");
      assertEquals(1, told(result).screensInterrupted());
      JsonNode cut = trace(result).path("interrupted").get(0).path("captures").get(0);
      assertFalse(cut.path("standing").isEmpty(), "what was written before");
      assertEquals("matches", evidence(result, Optional.of(keys(result))).annotation());
    }
    assertEquals(1, host.back);
  }

  @Test
  void annotationIsKeptWhenThePadIsUnpluggedInTheSignature() throws Exception {
    Watching host = new Watching();
    host.signing = true;
    try (PadSimulator first = simulator(agrees("li-na-1"))) {
      host.atSignature = () -> first.faults(Faults.unpluggedAt(60));
      Ceremony.Result result = unplugged(first, host);
      assertEquals("matches", evidence(result, Optional.of(keys(result))).annotation());
      assertEquals(1, told(result).screens());
      assertNull(told(result).screensInterrupted());
      assertEquals(1, result.manifest().ink().attemptsDiscarded());
    }
    assertEquals(1, host.back);
  }

  @Test
  void annotationGoesWithADetachedSignatureToo() throws Exception {
    CaseLab.Job plain = lab.data(folder, new byte[] {'<', 'a', '/', '>'});
    CaseLab.Job job =
        new CaseLab.Job(
            plain.order().annotated(new AnnotationOrder(Optional.of("同意"), false)), plain.before());
    Ceremony.Result result = sign(job, "penseal-ref", agrees("li-na-1"));
    assertEquals("matches", evidence(result, Optional.of(keys(result))).annotation());
  }

  @Test
  void cancelWhileAnnotatingEndsTheCaseWithoutATrace() throws Exception {
    CaseLab.Job job = job(transcription());
    SimulatedCustomer leaves =
        customer(List.of(writes("zhang-wei-1")), List.of(new Press(PadButton.CANCEL)));
    try (CaseLab.Desk desk = lab.desk("penseal-ref", leaves)) {
      assertEquals(
          Optional.empty(),
          lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
    }
    lab.assertCancelled(job);
  }
}
