// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes.Change;
import org.penseal.pdf.change.RevisionChanges;
import org.penseal.pdf.inputs.DrawingInputs;
import org.penseal.signature.Hashing;

/** One field is signed, and its widget may be an object apart; both opinions are heard. */
class SigningRevisionFieldTest {
  private static Change change(String text) {
    String[] words = text.strip().split(" ");
    List<String> objects = Arrays.stream(words).skip(2).map(number -> number + " 0").toList();
    return new Change(ChangeClass.FORM, words[0], words[1], objects, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "true, signature-added a 1",
    "true, signature-added a 1 2 | signature-added a 2",
    "true, field-lock-added a 1 2 | signature-added a 1 2",
    "false, field-lock-added a 1",
    "false, signature-added a 1 | signature-added b 2",
    "false, signature-added a 1 | signature-added a 2",
    "false, signature-added a 1 2 | signature-added a.b 2",
    "false, signature-added a 1 | field-lock-added b 2",
    "false, signature-added a 1 | field-lock-added a 2",
  })
  void isAllowed(boolean allowed, String changes) {
    List<Change> all = Arrays.stream(changes.split("\\|")).map(each -> change(each)).toList();
    assertEquals(allowed, revision(all, List.of()).allowed());
  }

  private static SigningRevision revision(List<Change> changes, List<Change> inputs) {
    RevisionChanges.Named nothing = new RevisionChanges.Named(Map.of(), Set.of(), Set.of());
    RevisionChanges found = new RevisionChanges(changes, List.of(), nothing);
    return SigningRevision.of(found, List.of(), inputs, Hashing.jca());
  }

  private static Change differing(ChangeClass changeClass, String code) {
    return new Change(changeClass, code, "page 1", List.of(), List.of(1));
  }

  @Test
  void aPageThatOnlyTheSecondOpinionFindsChangedIsNotAllowed() {
    List<Change> signed = List.of(change("signature-added a 1"));
    Change page = differing(ChangeClass.OTHER, DrawingInputs.DIFFER);
    SigningRevision revision = revision(signed, List.of(page));
    assertFalse(revision.allowed());
    assertTrue(revision.changes().contains(page));
  }

  @Test
  void whatElseTheSecondOpinionFindsIsADoubt() {
    List<Change> signed = List.of(change("signature-added a 1"));
    for (String code : List.of(DrawingInputs.DIFFER_OUTSIDE, DrawingInputs.NOT_COMPARED)) {
      SigningRevision revision = revision(signed, List.of(differing(ChangeClass.FORM, code)));
      assertTrue(revision.allowed());
      assertEquals(List.of(code), revision.doubts());
    }
    assertEquals(List.of(), revision(signed, List.of()).doubts());
  }
}
