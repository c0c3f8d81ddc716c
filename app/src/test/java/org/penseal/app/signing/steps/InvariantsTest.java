// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
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

  /** The compiler keeps their order ({@link StepOrderTest}); that none is done twice, the case. */
  @Test
  void everyStepIsDoneOnce() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CapturedInk ink = lab.capture(job, desk);
      OneTimeKey key = ChipKey.generate(desk.chip());
      signing.add(ArtefactType.LIVE_PORTRAIT, "image/jpeg", new byte[] {1, 2, 3});
      List<Executable> done = new ArrayList<>();
      CaseConsented consented = signing.consent("1", "yes", ConsentPlace.SCREEN);
      refused(signing, done, () -> signing.consent("1", "yes", ConsentPlace.SCREEN));
      CaseIdentified identified = consented.identify(CaseLab.signer());
      refused(signing, done, () -> consented.identify(CaseLab.signer()));
      CaseShown shown = identified.show(List.of(1));
      refused(signing, done, () -> identified.show(List.of(1)));
      CaseCaptured captured = shown.capture(Optional.empty(), ink);
      refused(signing, done, () -> shown.capture(Optional.empty(), ink));
      CaseFrozen frozen = captured.freeze();
      refused(signing, done, captured::freeze);
      CaseProbed probed = frozen.probe();
      refused(signing, done, frozen::probe);
      CaseKeyed keyed = probed.key(key);
      refused(signing, done, () -> probed.key(key));
      CaseCertified certified = keyed.certify();
      refused(signing, done, keyed::certify);
      CaseSigned signed = certified.sign();
      refused(signing, done, certified::sign);
      CaseStamped stamped = signed.stamp();
      refused(signing, done, signed::stamp);
      stamped.archive();
      refused(signing, done, stamped::archive);
      assertEquals(11, done.size());
      assertThrows(CaseException.WrongOrder.class, () -> signing.cancel("too late"));
    }
    assertEquals(Report.Verdict.VALID, lab.verify(job.output()).verdict());
  }

  // This step and all before it.
  private static void refused(SigningCase signing, List<Executable> done, Executable again) {
    done.add(again);
    CaseState state = signing.state();
    for (Executable each : done) {
      assertThrows(CaseException.WrongOrder.class, each, state + ": step " + done.indexOf(each));
      assertEquals(state, signing.state());
    }
  }

  @Test
  void secondSignatureIsRefusedByTheCaseAndByTheChip() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      CaseProbed probed = CaseLab.probed(signing, CaseLab.signer(), lab.capture(job, desk));
      PadChip chip = desk.chip();
      OneTimeKey key = ChipKey.generate(chip);
      CaseCertified certified = probed.key(key).certify();
      certified.sign();
      assertThrows(CaseException.WrongOrder.class, certified::sign);
      assertThrows(
          CaseException.WrongOrder.class,
          () -> probed.sign(DemoWorkplace.trust(lab.station).station().open()));
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
      CaseLab.captured(signing, CaseLab.signer(), ink).freeze();
      String owner = signing.id();
      try (SigningCase replay = lab.open(second)) {
        // Even when the pad has been open for longer and the counters have wrapped meanwhile.
        CaseCaptured captured = CaseLab.captured(replay, CaseLab.signer(), Replays.later(ink));
        StoreException.InkSeen seen = assertThrows(StoreException.InkSeen.class, captured::freeze);
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
      CaseCaptured captured = CaseLab.captured(signing, CaseLab.signer(), lab.capture(job, desk));
      signing.add(ArtefactType.SCENE_PHOTO, "image/jpeg", new byte[] {1});
      Frozen frozen = captured.freeze().frozen();
      byte[] manifest = frozen.manifestBytes().clone();
      assertThrows(
          CaseException.WrongOrder.class,
          () -> signing.add(ArtefactType.SCENE_PHOTO, "image/jpeg", new byte[] {2}));
      assertArrayEquals(manifest, frozen.manifestBytes());
      assertEquals(
          1,
          frozen.artefacts().stream()
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
      OneTimeKey key =
          HostKey.generate(
              ink,
              lab.station.statementKey(StandIn.FOR_UNNAMED).orElseThrow(),
              lab.station.services().random());
      CaseKeyed keyed = CaseLab.probed(late, CaseLab.signer(), ink).key(key);
      lab.sign(first, Checkpoint.NONE);
      assertThrows(StoreException.AlreadySigned.class, keyed::certify);
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
