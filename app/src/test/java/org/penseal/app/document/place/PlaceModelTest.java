// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.business.BusinessType;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PageGuides;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;

class PlaceModelTest {
  private static final PdfPages.Size PAGE = new PdfPages.Size(600, 800);

  private final PlaceModel model = new PlaceModel();

  @BeforeEach
  void open() {
    model.open(List.of(PAGE, PAGE));
  }

  private Placement.At place() {
    Placement.At at = model.place().get();
    assertNotNull(at);
    return at;
  }

  @Test
  void drawnFromAnyCornerItIsTheSameRectangle() {
    model.draw(2, 60, 640, 240, 560);
    assertEquals(new Placement.At(2, 60, 560, 180, 80), place());
    model.draw(2, 240, 560, 60, 640);
    assertEquals(new Placement.At(2, 60, 560, 180, 80), place());
  }

  @Test
  void tooSmallRectangleIsEnlargedAndStaysOnThePage() {
    model.draw(1, 595, 5, 598, 2);
    assertEquals(PlaceModel.SMALLEST_WIDTH, place().width());
    assertEquals(PlaceModel.SMALLEST_HEIGHT, place().height());
    assertEquals(600, place().x() + place().width(), 1e-9);
    assertEquals(0, place().y(), 1e-9);
    model.draw(3, 10, 10, 200, 200);
    assertEquals(1, place().page(), "there is no page 3");
  }

  private static PageGuides text(double... bases) {
    return new PageGuides(
        List.of(),
        List.of(),
        List.of(),
        DoubleStream.of(bases).mapToObj(y -> new PageGuides.Words(y, 50, 550)).toList());
  }

  private void two() {
    BusinessType.Words role = new BusinessType.Words("甲方", "Party");
    model.signers().roles().set(List.of(role, role));
  }

  @Test
  void placeOfAFurtherSignerIsProposedWhereNoWordsStand() {
    two();
    model.draw(1, 100, 300, 260, 356);
    // Below and above it there is text; the words are known before or come later.
    model.guides(1, text(280, 250, 420, 400, 380));
    model.edit(1);
    assertFalse(model.crowded().get());
    assertTrue(place().y() + place().height() < 247 || place().y() > 429, "where: " + place());
    assertEquals(160, place().width(), 1e-9);
    model.guides(1, text(280, 250, 420, 400, 380, place().y() + 20));
    assertFalse(model.crowded().get(), "it gave way to words that came later: " + place());
  }

  @Test
  void furtherPlaceThatHasNoRoomIsToldNotSilent() {
    two();
    model.draw(1, 100, 300, 260, 356);
    model.guides(1, text(IntStream.range(0, 100).mapToDouble(i -> i * 10).toArray()));
    model.edit(1);
    assertTrue(model.crowded().get());
    model.edit(0);
    assertFalse(
        model.crowded().get(), "the first signer signs before anybody vouched for the text");
  }

  @Test
  void furtherPlaceThatIsDrawnOverAnothersIsTold() {
    two();
    model.draw(1, 100, 300, 260, 356);
    model.edit(1);
    assertFalse(model.crowded().get());
    model.draw(1, 120, 310, 280, 366);
    assertTrue(model.crowded().get());
    model.draw(1, 300, 500, 460, 556);
    assertFalse(model.crowded().get());
  }

  @Test
  void movedItSnapsToLinesWithinReachAndLeavesThemAgain() {
    model.guides(1, new PageGuides(List.of(300.0), List.of(100.0), List.of(), List.of()));
    model.draw(1, 50, 500, 200, 440);
    Placement.At from = place();
    model.move(from, 47.5, -137, true);
    assertEquals(100, place().x(), 1e-9);
    assertEquals(300, place().y(), 1e-9);
    model.move(from, 47.5, -137, false);
    assertEquals(97.5, place().x(), 1e-9);
    model.move(from, 60, -120, true);
    assertEquals(110, place().x(), 1e-9);
    assertEquals(320, place().y(), 1e-9);
  }

  @Test
  void resizedItKeepsItsUpperLeftCornerAndStaysOnThePage() {
    model.draw(1, 400, 200, 500, 100);
    model.resize(place(), 500, 500, false);
    assertEquals(new Placement.At(1, 400, 0, 200, 200), place());
    model.resize(place(), -1000, -1000, false);
    assertEquals(PlaceModel.SMALLEST_WIDTH, place().width());
    assertEquals(200, place().y() + place().height(), 1e-9);
  }

  @Test
  void samePlaceIsProposedOnce() {
    Placement.At beside = new Placement.At(1, 300, 200, 160, 56);
    Proposal first = new Proposal(Proposal.Kind.KEYWORD, beside, "Signature");
    model.propose(first);
    model.propose(new Proposal(Proposal.Kind.KEYWORD, beside, "Signature"));
    assertEquals(List.of(first), model.proposals());
  }

  @Test
  void bestProposalIsTakenUntilSomebodyMovesIt() {
    Placement.At corner = new Placement.At(2, 400, 40, 160, 56);
    Placement.At beside = new Placement.At(2, 100, 90, 160, 56);
    Placement.At field = new Placement.At(1, 100, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.CORNER, corner, ""));
    assertEquals(corner, place());
    model.propose(new Proposal(Proposal.Kind.KEYWORD, beside, "Signature"));
    assertEquals(beside, place());
    model.propose(new Proposal(Proposal.Kind.FIELD, field, "Sign1"));
    assertEquals(field, place());
    assertEquals(new Placement.Field("Sign1"), model.placement());
    model.move(place(), 5, 0, false);
    assertEquals(place(), model.placement(), "a field that was left is no field");
    assertNull(model.taken().get());
    model.propose(new Proposal(Proposal.Kind.LAST, corner, ""));
    assertEquals(105, place().x(), 1e-9);
  }

  @Test
  void lastPlaceOfAFormIsFoundAgainAndCountedFromTheEndOfALongerOne(@TempDir Path folder)
      throws Exception {
    FormPlaces forms = new FormPlaces(folder.resolve("places.properties"));
    Placement.At at = new Placement.At(2, 100.5, 90, 160, 56);
    Placement.At second = new Placement.At(1, 300, 90, 160, 56);
    forms.keep("digest", Map.of(0, at, 1, second), 2, 1);
    FormPlaces again = new FormPlaces(folder.resolve("places.properties"));
    assertEquals(Map.of(0, at, 1, second), again.of("digest", List.of(PAGE, PAGE)));
    Map<Integer, Placement.At> longer = again.of("digest", List.of(PAGE, PAGE, PAGE));
    assertEquals(3, Objects.requireNonNull(longer.get(0)).page());
    assertEquals(2, Objects.requireNonNull(longer.get(1)).page());
    assertEquals(Map.of(), again.of("other", List.of(PAGE)));
    PdfPages.Size small = new PdfPages.Size(270, 150);
    assertEquals(Map.of(0, at), again.of("digest", List.of(small, small)), "one does not fit");
  }

  @Test
  void placeOfAFurtherSignerIsThatOfTheLastTimeUntilAnotherIsChosen() {
    Placement.At last = new Placement.At(1, 300, 90, 160, 56);
    Placement.At own = new Placement.At(1, 60, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.LAST, own, ""));
    model.remember(Map.of(1, last));
    assertEquals(Map.of(), model.planned(), "one signer only");
    BusinessType.Words role = new BusinessType.Words("甲方", "Party A");
    model.signers().roles().set(List.of(role, role));
    assertEquals(Map.of(1, last), model.planned());
    model.edit(1);
    assertEquals(last, place());
    assertEquals(Proposal.Kind.LAST, model.taken().get().kind());
    model.move(last, -50, 0, false);
    model.edit(0);
    assertEquals(250, model.planned().get(1).x(), 1e-9);
    model.open(List.of(PAGE));
    assertEquals(Map.of(), model.planned(), "of another document");
  }

  @Test
  void placeOfTheLastTimeIsNotTakenOverAnEarlierSignature() {
    Placement.At last = new Placement.At(1, 300, 90, 160, 56);
    model.marks(List.of(new SignatureMark("s", true, last)));
    model.remember(Map.of(1, last));
    BusinessType.Words role = new BusinessType.Words("甲方", "Party A");
    model.signers().roles().set(List.of(role, role));
    assertEquals(Map.of(), model.planned());
  }

  private static PageGuides rule(double y, double left, double right) {
    return new PageGuides(
        List.of(y), List.of(), List.of(new PageGuides.Rule(y, left, right)), List.of());
  }

  @Test
  void proposalGivesWayToALineThatWouldRunThroughItsWords() {
    Placement.At beside = new Placement.At(1, 100, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.KEYWORD, beside, "Signature"));
    model.guides(1, rule(100, 120, 400));
    assertEquals(101.5, place().y(), 1e-9, "just above the line");
    assertFalse(model.struck().get());
    assertEquals(Proposal.Kind.KEYWORD, model.taken().get().kind(), "it is still that proposal");
  }

  @Test
  void lineThroughTheHandwritingOrBesideTheStampIsNoHindrance() {
    Placement.At beside = new Placement.At(1, 100, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.KEYWORD, beside, "Signature"));
    model.guides(1, rule(130, 120, 400));
    assertEquals(beside, place());
    model.open(List.of(PAGE));
    model.propose(new Proposal(Proposal.Kind.KEYWORD, beside, "Signature"));
    model.guides(1, rule(100, 265, 400));
    assertEquals(beside, place());
    assertFalse(model.struck().get());
  }

  @Test
  void fieldAndAPlaceOfOnesOwnAreToldAndMovedOnlyWhenAsked() {
    Placement.At at = new Placement.At(1, 100, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.FIELD, at, "Sign1"));
    model.guides(1, rule(100, 120, 400));
    assertEquals(at, place());
    assertTrue(model.struck().get());
    model.move(at, 10, 0, false);
    assertEquals(new Placement.At(1, 110, 90, 160, 56), place());
    assertTrue(model.struck().get());
    model.clearLine();
    assertFalse(model.struck().get());
    assertEquals(101.5, place().y(), 1e-9);
  }

  @Test
  void whereLinesLeaveNoRoomTheStampStaysAndThatIsTold() {
    List<PageGuides.Rule> rules =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> new PageGuides.Rule(20 + 10 * i, 0, 600))
            .toList();
    Placement.At at = new Placement.At(1, 100, 90, 160, 56);
    model.propose(new Proposal(Proposal.Kind.KEYWORD, at, "Signature"));
    model.guides(1, new PageGuides(List.of(), List.of(), rules, List.of()));
    assertEquals(at, place());
    assertTrue(model.struck().get());
  }
}
