// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseException;
import org.penseal.app.store.StoreException;
import org.penseal.pad.Ink;

/** What was written once counts once, whether as annotation, as signature or as neither. */
@WholeCase
@Timeout(600)
class AnnotationReplayTest {
  private static final String SENTENCE = "同意";

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

  private CaseLab.Job job(String name) throws Exception {
    CaseLab.Job plain = lab.pdf(folder.resolve(name));
    AnnotationOrder asked = new AnnotationOrder(Optional.of(SENTENCE), false);
    return new CaseLab.Job(plain.order().annotated(asked), plain.before());
  }

  private static CapturedInk written(CaseLab.Job job) throws Exception {
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      return lab.capture(job, desk);
    }
  }

  private static Annotation of(String sentence, Ink ink) {
    List<Integer> all = IntStream.range(0, ink.strokes().size()).boxed().toList();
    Annotation.Capture capture =
        new Annotation.Capture(ink.fromItsBeginning(), all, List.of(), List.of());
    return new Annotation(
        Optional.of(sentence),
        List.of(new Annotation.Screen(sentence, List.of(capture))),
        List.of(),
        Instant.now());
  }

  private static CaseCaptured captured(SigningCase signing, Annotation annotation, CapturedInk ink)
      throws Exception {
    return CaseLab.shown(signing, CaseLab.signer()).capture(Optional.of(annotation), ink);
  }

  private static void refused(String owner, CaseLab.Job job, Annotation annotation, CapturedInk ink)
      throws Exception {
    try (SigningCase replay = lab.open(job)) {
      CaseCaptured captured = captured(replay, annotation, ink);
      StoreException.InkSeen seen = assertThrows(StoreException.InkSeen.class, captured::freeze);
      assertEquals(owner.isEmpty() ? replay.id() : owner, seen.otherCase);
    }
    lab.assertCancelled(job);
  }

  @Test
  void inkOfAnAnnotationIsRefusedInASecondCase() throws Exception {
    CaseLab.Job first = job("first");
    CapturedInk copied = written(first);
    CapturedInk signature = written(first);
    try (SigningCase signing = lab.open(first)) {
      captured(signing, of(SENTENCE, copied.ink()), signature).freeze();
      Annotation again = of(SENTENCE, Replays.later(copied.ink()));
      refused(signing.id(), job("annotation"), again, written(first));
      refused(signing.id(), job("signature"), of(SENTENCE, written(first).ink()), copied);
      refused(signing.id(), job("moved"), of(SENTENCE, signature.ink()), written(first));
    }
    CapturedInk once = written(first);
    refused("", job("twice"), of(SENTENCE, once.ink()), once);
  }

  @Test
  void attemptThatWasDiscardedIsNoSignatureInAnotherCase() throws Exception {
    CaseLab.Job first = lab.pdf(folder.resolve("first"));
    CapturedInk cleared = written(first);
    try (SigningCase signing = lab.open(first)) {
      CapturedInk kept = written(first).after(List.of(cleared.ink()));
      CaseLab.captured(signing, CaseLab.signer(), kept).freeze();
      CaseLab.Job second = lab.pdf(folder.resolve("second"));
      try (SigningCase replay = lab.open(second)) {
        CaseCaptured captured = CaseLab.captured(replay, CaseLab.signer(), Replays.later(cleared));
        StoreException.InkSeen seen = assertThrows(StoreException.InkSeen.class, captured::freeze);
        assertEquals(signing.id(), seen.otherCase);
      }
    }
  }

  @Test
  void orderedSentenceCannotBeLeftOutOrExchanged() throws Exception {
    CaseLab.Job job = job("without");
    CapturedInk ink = written(job);
    try (SigningCase signing = lab.open(job)) {
      assertThrows(
          CaseException.WrongOrder.class, () -> CaseLab.captured(signing, CaseLab.signer(), ink));
    }
    Annotation another = of("不同意", written(job).ink());
    try (SigningCase signing = lab.open(job("another"))) {
      assertThrows(CaseException.WrongOrder.class, () -> captured(signing, another, ink));
    }
  }
}
