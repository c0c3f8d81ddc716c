// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.capture.CaptureFlow;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipInfo;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;

/** What can happen between the pen and the case: none of it leaves a signature. */
@WholeCase
class PadFaultsTest {
  @TempDir static Path shared;
  private static CaseLab lab;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private <X extends Exception> X refused(Class<X> type, Faults faults) throws Exception {
    return refused(type, faults, lab.desk(CaseLab.signs()));
  }

  private <X extends Exception> X refused(Class<X> type, Faults faults, CaseLab.Desk opened)
      throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    X found;
    try (CaseLab.Desk desk = opened) {
      desk.simulator().faults(faults);
      found = assertThrows(type, () -> run(job, desk, CaseLab.oneTime()));
      boolean talks = faults.line().unplugAt() == 0;
      if (talks && type != PadException.LinkBroken.class) {
        ChipInfo.KeyState key = desk.chip().info().key();
        assertTrue(key == ChipInfo.KeyState.GONE || key == ChipInfo.KeyState.NONE, key::name);
      }
    }
    lab.assertCancelled(job);
    return found;
  }

  private static void run(CaseLab.Job job, CaseLab.Desk desk, KeyPlan plan) throws Exception {
    lab.run(job, desk, CaseLab.signer(), plan, Checkpoint.NONE);
  }

  @Test
  void penReportInjectedOnTheLineIsFound() throws Exception {
    CaseException.StatementDiffers e =
        refused(
            CaseException.StatementDiffers.class,
            Faults.injectingAfter(40),
            lab.deskInClear(CaseLab.signs()));
    assertEquals(List.of(StatedPart.PEN, StatedPart.REPORTS), e.parts);
  }

  @Test
  void secureLinkFindsWhatIsInjectedOrLostOnTheLine() throws Exception {
    assertEquals(
        PadException.LinkBroken.Why.ALTERED,
        refused(PadException.LinkBroken.class, Faults.injectingAfter(40)).why);
    assertEquals(
        PadException.LinkBroken.Why.MISSING,
        refused(PadException.LinkBroken.class, Faults.losing(40)).why);
  }

  @Test
  void otherPictureOnThePadIsFound() throws Exception {
    CaseException.StatementDiffers e =
        refused(CaseException.StatementDiffers.class, Faults.showingAnotherPicture());
    assertEquals(List.of(StatedPart.PICTURE), e.parts);
  }

  @Test
  void lostReportIsFound() throws Exception {
    CaseLab.Desk inClear = lab.deskInClear(CaseLab.signs());
    assertEquals(1, refused(PadException.ReportsLost.class, Faults.losing(40), inClear).count);
  }

  @Test
  void padUnpluggedInTheMiddleOfAStrokeEndsTheCase() throws Exception {
    PadException.Gone gone = refused(PadException.Gone.class, Faults.unpluggedAt(60));
    String told = Problems.of(gone).text(Texts.of("en"));
    assertTrue(told.startsWith("The pad penseal-ref was disconnected"), told);
  }

  @Test
  void padWithASilentLineIsNoticedBeforeACaseIsOpened() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    int before = lab.station.archive().cases().size();
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      desk.simulator().faults(Faults.answeringNothing());
      assertThrows(PadException.TimedOut.class, () -> run(job, desk, CaseLab.oneTime()));
    }
    assertEquals(before, lab.station.archive().cases().size());
    CaseLab.assertNothingWritten(job);
  }

  @Test
  void wrongPinEndsTheCaseAndSaysHowManyTriesAreLeftUntilItIsBlocked() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    KeyPlan wrong = new KeyPlan.OneTime("87654321".getBytes(StandardCharsets.US_ASCII));
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      for (int left = 4; left > 0; left--) {
        PadException.WrongPin e =
            assertThrows(PadException.WrongPin.class, () -> run(job, desk, wrong));
        assertEquals(left, e.triesLeft);
        lab.assertCancelled(job);
      }
      assertThrows(PadException.class, () -> run(job, desk, wrong));
      assertThrows(PadException.PinBlocked.class, () -> run(job, desk, wrong));
      assertThrows(PadException.PinBlocked.class, () -> run(job, desk, CaseLab.oneTime()));
    }
    lab.assertCancelled(job);
  }

  @Test
  void chipThatWasNotOpenedBeginsNoCase() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      CaptureFlow flow =
          new CaptureFlow(
              desk.pad(), lab.station.services().clock(), lab.station.services().random());
      PadException.ChipRefused e =
          assertThrows(
              PadException.ChipRefused.class,
              () ->
                  flow.run(
                      Optional.of(desk.chip()),
                      lab.page(job, desk),
                      InkWatcher.NONE,
                      Duration.ofSeconds(5)));
      assertEquals(0x6982, e.statusWord);
    }
  }

  @Test
  void cancelOnThePadIsAResultAndNotAnError() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk =
        lab.desk(SimulatedCustomer.signsAndCancels(CaseLab.trace("li-na-1")))) {
      assertEquals(
          Optional.empty(),
          lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
      assertEquals(ChipInfo.KeyState.NONE, desk.chip().info().key());
    }
    lab.assertCancelled(job);
  }

  @Test
  void clearedAttemptIsCountedAndKept() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    SimulatedCustomer twice =
        SimulatedCustomer.signsTwice(CaseLab.trace("li-na-1"), CaseLab.trace("li-na-2"));
    String id;
    try (CaseLab.Desk desk = lab.desk(twice)) {
      id =
          lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE)
              .orElseThrow()
              .caseId();
    }
    Report.Signed signed = lab.verify(job.output()).signatures().getFirst().signed();
    EvidenceStreams evidence = Objects.requireNonNull(signed.evidence());
    Manifest manifest = Manifest.decode(evidence.manifest().bytes());
    assertEquals(1, manifest.ink().attemptsDiscarded());
    List<ArtefactRow> kept =
        lab.station.archive().artefacts(id).stream()
            .filter(a -> a.type().equals(ArtefactType.ATTEMPT_DISCARDED.label()))
            .toList();
    assertEquals(1, kept.size());
    byte[] trace = lab.opened(id, kept.getFirst());
    assertTrue(InkJson.read(trace).strokes().size() > 1);
    assertEquals(Report.Verdict.VALID, lab.verify(job.output()).verdict());
  }

  @Test
  void signerWhoTakesTooLongEndsTheCase() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(SimulatedCustomer.nobody())) {
      PadException.TimedOut slow =
          assertThrows(
              PadException.TimedOut.class,
              () ->
                  lab.run(
                      job,
                      desk,
                      CaseLab.signer(),
                      CaseLab.oneTime(),
                      Checkpoint.NONE,
                      Duration.ofMillis(700)));
      assertEquals("signer-slow", Problems.of(slow).code());
      String told = Problems.of(slow).text(Texts.of("zh"));
      assertTrue(told.startsWith("签署人未在 ") && told.endsWith("未产生签名。"), told);
      assertEquals(ChipInfo.KeyState.NONE, desk.chip().info().key());
    }
    lab.assertCancelled(job);
  }

  @Test
  void interruptEndsTheCaseAndTheArchiveKnows() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    CompletableFuture<Exception> ended = new CompletableFuture<>();
    CompletableFuture<Void> shown = new CompletableFuture<>();
    try (CaseLab.Desk desk = lab.desk(SimulatedCustomer.nobody())) {
      Checkpoint tell =
          Milestones.named(
              step -> {
                if (step.equals("state:SHOWN")) {
                  shown.complete(null);
                }
              });
      Thread worker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), tell);
                      ended.complete(new IllegalStateException("it went on"));
                    } catch (Exception e) {
                      ended.complete(e);
                    }
                  });
      shown.get(60, TimeUnit.SECONDS);
      worker.interrupt();
      Exception why = ended.get(30, TimeUnit.SECONDS);
      assertTrue(why instanceof PadException.Interrupted, why::toString);
      assertEquals(0, why.getSuppressed().length);
      worker.join();
    }
    lab.assertCancelled(job);
  }
}
