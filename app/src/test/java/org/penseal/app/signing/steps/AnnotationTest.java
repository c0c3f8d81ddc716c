// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.annotate.AnnotationLayout;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.report.ReportFile;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.pad.PadButton;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Press;
import org.penseal.pad.simulator.SimulatedCustomer.Step;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;

/** What is written before the signature. */
@WholeCase
@Timeout(600)
class AnnotationTest {
  private static final String SENTENCE = "本人已阅读并同意上述内容";

  @TempDir static Path shared;
  private static CaseLab lab;

  @TempDir Path folder;
  private AnnotationBench bench;

  @BeforeAll
  static void openLab() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @BeforeEach
  void bench() {
    bench = new AnnotationBench(lab, folder);
  }

  private static List<Step> signature(String model) throws Exception {
    return List.of(
        AnnotationBench.writes("li-na-1"),
        AnnotationBench.CLEAR,
        AnnotationBench.writes("li-na-2"),
        new Press(PadButton.OK));
  }

  private static AnnotationOrder transcription() {
    return new AnnotationOrder(Optional.of(SENTENCE), false);
  }

  @Test
  void annotationOnAPadWithAChipIsSealedAndLeavesTheChipsCaseAlone() throws Exception {
    String model = "penseal-ref";
    List<Step> written =
        List.of(
            AnnotationBench.writes("zhang-wei-1"),
            bench.undo(model),
            AnnotationBench.NEXT,
            AnnotationBench.writes("li-wei-1"),
            AnnotationBench.CLEAR,
            AnnotationBench.writes("wang-xiu-ying-1"),
            AnnotationBench.NEXT);
    Ceremony.Result result =
        bench.sign(
            bench.job(transcription()), model, AnnotationBench.customer(written, signature(model)));

    assertEquals(
        new EvidenceReport(
            true,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.DeviceState.SIMULATED,
            EvidenceReport.State.MATCHES,
            1,
            true,
            CaseLab.ORIGINS,
            EvidenceReport.BoundBy.CERTIFICATE,
            EvidenceReport.Answered.NONE,
            CaseLab.ESCROW),
        bench.evidence(result, Optional.of(bench.keys(result))));
    assertEquals("sealed", bench.evidence(result, Optional.empty()).annotation().word());
    Manifest.Annotation told = AnnotationBench.told(result);
    assertEquals(2, told.screens());
    assertEquals(1, told.strokesUndone());
    int cleared = CaseLab.trace("li-wei-1").strokes().size();
    assertEquals(cleared, told.strokesCleared());
    int strokes =
        CaseLab.trace("zhang-wei-1").strokes().size()
            - 1
            + CaseLab.trace("wang-xiu-ying-1").strokes().size();
    assertEquals(strokes, told.strokes());
    ChipStatement statement = ChipStatement.decode(bench.streams(result).statement().bytes());
    assertEquals(2, statement.body().pen().attempts(), "the signature, once cleared");
    // blank or what was there when the case began, and the page of the signature
    assertTrue(statement.body().pictures().size() <= 2, "no screen of the annotation");
  }

  @Test
  void annotationThatTheDocumentShowsIsPartOfSigning() throws Exception {
    CaseLab.Job plain = bench.job(transcription());
    CaseLab.Job job =
        new CaseLab.Job(
            plain
                .order()
                .annotated(
                    new CaseOrder.Annotated(
                        transcription(), Optional.of(new Placement.At(1, 60, 60, 200, 80)))),
            plain.before());
    Ceremony.Result result =
        bench.sign(
            job,
            "stu-430",
            AnnotationBench.customer(
                List.of(
                    AnnotationBench.writes("zhang-wei-1"),
                    AnnotationBench.NEXT,
                    AnnotationBench.writes("li-wei-1"),
                    AnnotationBench.NEXT),
                signature("stu-430")));
    VerifiedFile verified = lab.verify(result.output());
    assertEquals(Report.Verdict.VALID, verified.verdict(), verified::toString);
    List<Manifest.DrawnNote> drawn = AnnotationBench.told(result).notes();
    assertNotNull(drawn);
    assertEquals(1, drawn.size());
    assertTrue(
        verified.signatures().getFirst().signed().whileSigning().stream()
            .anyMatch(change -> change.code().equals("annotation-added")),
        verified::toString);
  }

  @Test
  void undoneStrokeStaysInTheEvidenceAndDoesNotCount() throws Exception {
    String model = "stu-430";
    List<Step> written =
        List.of(
            AnnotationBench.writes("zhang-wei-1"),
            bench.undo(model),
            bench.undo(model),
            AnnotationBench.NEXT);
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.of("同意"), false)),
            model,
            AnnotationBench.customer(
                written, List.of(AnnotationBench.writes("li-na-1"), new Press(PadButton.OK))));
    JsonNode screen = bench.trace(result).path("screens").get(0);
    assertEquals("同意", screen.path("words").asText());
    JsonNode first = screen.path("captures").get(0);
    int all = CaseLab.trace("zhang-wei-1").strokes().size();
    assertEquals(all - 2, first.path("standing").size());
    assertEquals(List.of(all - 2, all - 1), numbers(first.path("undone")));
    assertTrue(first.path("ink").path("samples").size() > 100, "its reports are kept");
    assertEquals(0, bench.evidence(result, Optional.empty()).attemptsDiscarded());
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
            AnnotationBench.writes("zhang-wei-1"),
            AnnotationBench.NEXT,
            AnnotationBench.writes("li-wei-1"),
            new Tap(layout.more()),
            AnnotationBench.writes("li-wei-2"),
            AnnotationBench.NEXT);
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.of("同意"), true)),
            model,
            AnnotationBench.customer(
                written, List.of(AnnotationBench.writes("li-na-1"), new Press(PadButton.OK))));
    assertEquals(3, AnnotationBench.told(result).screens());
    assertEquals("", bench.trace(result).path("screens").get(2).path("words").asText());
    assertEquals(
        "matches", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
  }

  @Test
  void whoHasNothingToAddSignsWithoutAnAnnotation() throws Exception {
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.empty(), true)),
            "penseal-ref",
            AnnotationBench.customer(
                List.of(AnnotationBench.NEXT),
                List.of(AnnotationBench.writes("li-na-1"), new Press(PadButton.OK))));
    assertNull(result.manifest().annotation());
    assertEquals(
        "missing", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
  }

  @Test
  void sentenceIsTakenOnAPadThatIsConfirmedAtTheWorkstation() throws Exception {
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.of("同意"), false)),
            "topaz-siglite-1x5",
            AnnotationBench.customer(
                List.of(AnnotationBench.writes("zhang-wei-1"), AnnotationBench.NEXT),
                List.of(AnnotationBench.writes("li-na-1"), new Press(PadButton.OK))));
    assertEquals(
        "matches", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
  }

  @Test
  void archiveKeepsAnnotationAndEveryDiscardedAttempt() throws Exception {
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.of("同意"), false)),
            "penseal-ref",
            AnnotationBench.customer(
                List.of(AnnotationBench.writes("zhang-wei-1"), AnnotationBench.NEXT),
                signature("penseal-ref")));
    List<String> types =
        lab.station.archive().artefacts(result.caseId()).stream().map(a -> a.type()).toList();
    assertTrue(types.contains(ArtefactType.ANNOTATION.label()));
    assertTrue(types.contains(ArtefactType.ATTEMPT_DISCARDED.label()));
    assertNotNull(AnnotationBench.told(result).sentence());
    assertFalse(result.manifest().identity().salted().containsKey("sentence"));
    assertFalse(
        new String(result.manifest().encode(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("同意"),
        "no words");
  }

  @Test
  void reportNamesAnnotationAndDiscardedAttempts() throws Exception {
    Ceremony.Result result =
        bench.sign(
            bench.job(new AnnotationOrder(Optional.of("同意"), false)),
            "penseal-ref",
            AnnotationBench.customer(
                List.of(AnnotationBench.writes("zhang-wei-1"), AnnotationBench.NEXT),
                signature("penseal-ref")));
    String html =
        new ReportFile(Texts.of("zh"), lab.station.services().clock().instant(), Station.SOFTWARE)
            .html(lab.verify(result.output()));
    assertTrue(html.contains("手写批注"), html);
    assertTrue(html.matches("(?s).*作废次数</th><td>(<[^>]*>)?1\\b.*"), html);
  }

  @Test
  void annotationGoesWithADetachedSignatureToo() throws Exception {
    CaseLab.Job plain = lab.data(folder, new byte[] {'<', 'a', '/', '>'});
    CaseLab.Job job =
        new CaseLab.Job(
            plain.order().annotated(new AnnotationOrder(Optional.of("同意"), false)), plain.before());
    Ceremony.Result result = bench.sign(job, "penseal-ref", AnnotationBench.agrees("li-na-1"));
    assertEquals(
        "matches", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
  }

  @Test
  void cancelWhileAnnotatingEndsTheCaseWithoutATrace() throws Exception {
    CaseLab.Job job = bench.job(transcription());
    SimulatedCustomer leaves =
        AnnotationBench.customer(
            List.of(AnnotationBench.writes("zhang-wei-1")), List.of(new Press(PadButton.CANCEL)));
    try (CaseLab.Desk desk = lab.desk("penseal-ref", leaves)) {
      assertEquals(
          Optional.empty(),
          lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
    }
    lab.assertCancelled(job);
  }
}
