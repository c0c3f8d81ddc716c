// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.key.ChipKey;
import org.penseal.app.signing.key.HostKey;
import org.penseal.app.signing.key.OneTimeKey;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.StandIn;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipInfo;
import org.penseal.pad.chip.PadChip;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;

/** One signer, one document, one hand signature, one digital signature (一名一签). */
@WholeCase
class InvariantsTest {
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

  @Test
  void caseGoesForwardOnlyAndByOneStep() {
    for (CaseState from : CaseState.values()) {
      for (CaseState to : CaseState.values()) {
        boolean next = to.ordinal() == from.ordinal() + 1 && to.ordinal() <= 11;
        boolean end =
            (to == CaseState.CANCELLED && from.ordinal() < CaseState.SIGNED.ordinal())
                || (to == CaseState.ABANDONED && from.ordinal() < CaseState.ARCHIVED.ordinal());
        assertEquals(next || end, from.mayBecome(to), from + " to " + to);
      }
    }
  }

  @Test
  void everyStepOutOfOrderIsRefusedAndChangesNothing() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CapturedInk ink = lab.capture(job, desk);
      OneTimeKey key = ChipKey.generate(desk.chip());
      signing.add(ArtefactType.LIVE_PORTRAIT, "image/jpeg", new byte[] {1, 2, 3});
      Map<CaseState, Executable> steps = new EnumMap<>(CaseState.class);
      steps.put(CaseState.CONSENTED, () -> signing.consent("1", "yes", true));
      steps.put(CaseState.IDENTIFIED, () -> signing.identify(CaseLab.signer()));
      steps.put(CaseState.SHOWN, () -> signing.show(List.of(1)));
      steps.put(CaseState.CAPTURED, () -> signing.capture(ink));
      steps.put(CaseState.FROZEN, signing::freeze);
      steps.put(CaseState.PROBED, signing::probe);
      steps.put(CaseState.KEYED, () -> signing.key(key));
      steps.put(CaseState.CERTIFIED, signing::certify);
      steps.put(CaseState.SIGNED, signing::sign);
      steps.put(CaseState.STAMPED, signing::stamp);
      steps.put(CaseState.ARCHIVED, signing::archive);
      refuseAllBut(CaseState.CONSENTED, signing, steps);
      for (Map.Entry<CaseState, Executable> step : steps.entrySet()) {
        refuseAllBut(step.getKey(), signing, steps);
        run(step.getValue());
        assertEquals(step.getKey(), signing.state());
      }
      refuseAllBut(CaseState.OPENED, signing, steps);
      assertThrows(CaseException.WrongOrder.class, () -> signing.cancel("too late"));
    }
    assertEquals(Report.Verdict.VALID, lab.verify(job.output()).verdict());
  }

  private static void run(Executable step) {
    try {
      step.execute();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void refuseAllBut(
      CaseState next, SigningCase signing, Map<CaseState, Executable> steps) {
    CaseState before = signing.state();
    steps.forEach(
        (target, step) -> {
          if (target != next) {
            assertThrows(CaseException.WrongOrder.class, step, before + " to " + target);
            assertEquals(before, signing.state());
          }
        });
  }

  @Test
  void secondSignatureIsRefusedByTheCaseAndByTheChip() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CaseLab.captured(signing, CaseLab.signer(), lab.capture(job, desk));
      signing.freeze();
      signing.probe();
      PadChip chip = desk.chip();
      OneTimeKey key = ChipKey.generate(chip);
      signing.key(key);
      signing.certify();
      signing.sign();
      assertThrows(CaseException.WrongOrder.class, signing::sign);
      assertThrows(
          CaseException.WrongOrder.class,
          () -> signing.sign(DemoWorkplace.trust(lab.station).station().open()));
      assertThrows(PadException.ChipRefused.class, () -> key.sign(new byte[] {0x31, 0}));
      assertThrows(PadException.ChipRefused.class, () -> key.signRequest(new byte[] {0x30, 0}));
      assertThrows(PadException.ChipRefused.class, chip::generate);
      assertThrows(PadException.ChipRefused.class, () -> chip.statement(new byte[32]));
    }
  }

  @Test
  void sameInkIsRefusedInASecondCase() throws Exception {
    CaseLab.Job first = lab.pdf(folder.resolve("first"));
    CaseLab.Job second = lab.pdf(folder.resolve("second"));
    CapturedInk ink;
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(first)) {
      ink = lab.capture(first, desk);
      CaseLab.captured(signing, CaseLab.signer(), ink);
      signing.freeze();
      String owner = signing.id();
      try (SigningCase replay = lab.open(second)) {
        // Even when the pad has been open for longer and the counters have wrapped meanwhile.
        CaseLab.captured(replay, CaseLab.signer(), Replays.later(ink));
        StoreException.InkSeen seen = assertThrows(StoreException.InkSeen.class, replay::freeze);
        assertEquals(owner, seen.otherCase);
      }
    }
    lab.assertCancelled(second);
  }

  @Test
  void samePersonMaySignTheSameTraceOnTwoDocuments() throws Exception {
    CaseLab.Job first = lab.pdf(folder.resolve("first"));
    CaseLab.Job second = lab.pdf(folder.resolve("second"));
    lab.sign(first, Checkpoint.NONE);
    lab.sign(second, Checkpoint.NONE);
    assertEquals(Report.Verdict.VALID, lab.verify(second.output()).verdict());
  }

  @Test
  void nothingIsAddedAfterTheFreeze() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CaseLab.captured(signing, CaseLab.signer(), lab.capture(job, desk));
      signing.add(ArtefactType.SCENE_PHOTO, "image/jpeg", new byte[] {1});
      signing.freeze();
      byte[] manifest = signing.frozen().manifestBytes().clone();
      assertThrows(
          CaseException.WrongOrder.class,
          () -> signing.add(ArtefactType.SCENE_PHOTO, "image/jpeg", new byte[] {2}));
      assertArrayEquals(manifest, signing.frozen().manifestBytes());
      assertEquals(
          1,
          signing.frozen().artefacts().stream()
              .filter(artefact -> artefact.type() == ArtefactType.SCENE_PHOTO)
              .count());
    }
    lab.assertCancelled(job);
  }

  @Test
  void oneTimeKeyWithoutIdentityIsRefused() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      assertThrows(
          CaseException.IdentityRequired.class,
          () -> lab.run(job, desk, CaseLab.operator(), CaseLab.oneTime(), Checkpoint.NONE));
      assertEquals(ChipInfo.KeyState.GONE, desk.chip().info().key());
    }
    lab.assertCancelled(job);
  }

  @Test
  void operatorSignsWithAStandingKeyAndTheResultSaysSo() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs())) {
      KeyPlan standing = new KeyPlan.Standing(DemoWorkplace.trust(lab.station).station().open());
      Optional<Ceremony.Result> result =
          lab.run(job, desk, CaseLab.operator(), standing, Checkpoint.NONE);
      assertTrue(result.isPresent());
    }
    Report.Signed signed = lab.verify(job.output()).signatures().getFirst().signed();
    EvidenceStreams evidence = Objects.requireNonNull(signed.evidence());
    Manifest manifest = Manifest.decode(evidence.manifest().bytes());
    assertEquals("operator", manifest.identity().mode());
    assertEquals("not-checked", manifest.identity().result());
    assertEquals(0, evidence.statement().size());
  }

  @Test
  void signerSignsADocumentOnceInABusiness() throws Exception {
    CaseLab.Job first = lab.pdf(folder.resolve("first"));
    CaseLab.Job second = lab.again(folder.resolve("second"), first);
    CaseLab.Job other = lab.again(folder.resolve("other"), first);
    String done = lab.sign(first, Checkpoint.NONE).caseId();
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      StoreException.AlreadySigned refused =
          assertThrows(
              StoreException.AlreadySigned.class,
              () -> lab.run(second, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
      assertEquals(done, refused.otherCase);
      assertFalse(desk.simulator().customerIsDone(), "nobody was asked to write");
    }
    lab.assertCancelled(second);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      lab.run(
          other,
          desk,
          CaseLab.signer("张伟", "110101199003070011"),
          CaseLab.oneTime(),
          Checkpoint.NONE);
    }
    assertTrue(Files.exists(other.output()));
  }

  @Test
  void ofTwoCasesSideBySideOnlyOneSigns() throws Exception {
    CaseLab.Job first = lab.pdf(folder.resolve("first"));
    CaseLab.Job second = lab.again(folder.resolve("second"), first);
    // The second case is frozen before the first one signs, so only the reservation can tell.
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs());
        SigningCase late = lab.open(second)) {
      CapturedInk ink = lab.capture(second, desk);
      CaseLab.captured(late, CaseLab.signer(), ink);
      late.freeze();
      late.probe();
      late.key(
          HostKey.generate(
              ink,
              lab.station.statementKey(StandIn.FOR_UNNAMED).orElseThrow(),
              lab.station.services().random()));
      lab.sign(first, Checkpoint.NONE);
      assertThrows(StoreException.AlreadySigned.class, late::certify);
      assertThrows(CaseException.WrongOrder.class, late::sign);
    }
    lab.assertCancelled(second);
    assertTrue(Files.exists(first.output()));
  }

  @Test
  void inkWithoutAStrokeIsNoSignature() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CapturedInk hovering = Replays.hovering(lab.capture(job, desk));
      assertThrows(
          CaseException.NothingWritten.class,
          () -> CaseLab.captured(signing, CaseLab.signer(), hovering));
    }
    lab.assertCancelled(job);
  }
}
