// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.content.CertainContent;
import org.penseal.pdf.cover.Widget.Invented;
import org.penseal.pdf.look.StateLook;
import org.penseal.pdf.revision.Revision;

/** A page of two revisions with its additions. */
final class CoveredPage {
  private static final double NEAR_POINTS = 2;
  private static final double LETTER_COVERED = 0.2;
  private static final double FIELD_COVERED = 0.1;
  // MuPDF paints it over the upper part of a field that nobody has signed, whatever its look is.
  private static final double BANNER = 0.25;

  private final Revision signed;
  private final Revision now;
  private final int index;
  private final Deadline deadline;
  private final PDPage before;
  private final PDPage after;
  private final Matched matched;
  private final List<Addition> additions = new ArrayList<>();
  private final List<Rectangle2D> opaque = new ArrayList<>();
  private final List<Changes.Change> found = new ArrayList<>();
  private final Map<COSDictionary, Boolean> uncertain = new IdentityHashMap<>();
  private final Set<Addition> doubtful = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Addition> vanishing = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Rectangle2D> signedLetters = new ArrayList<>();
  private final List<Rectangle2D> ownLetters = new ArrayList<>();
  private final List<Rectangle2D> underFields = new ArrayList<>();
  private final boolean isUncertain;
  private final @Nullable COSDictionary form;
  private final boolean remade;

  CoveredPage(Revision signed, Revision now, int number, List<Addition> all, Deadline deadline) {
    this.signed = signed;
    this.now = now;
    this.index = number - 1;
    this.deadline = deadline;
    this.before = signed.document().getPage(index);
    this.after = now.document().getPage(index);
    this.matched = Matched.of(before, after, all);
    this.form = now.catalog().getCOSDictionary(COSName.ACRO_FORM);
    this.remade = asks(form) || asks(signed.catalog().getCOSDictionary(COSName.ACRO_FORM));
    for (Addition each : all) {
      if (new Widget(each.now()).place() == null || each.isBoundless()) {
        tell(Covering.NOT_LOOKED_AT, each);
      } else if (!each.isEmpty()) {
        additions.add(each);
        if (vanishes(each)) {
          vanishing.add(each); // before it is shown
        }
      }
    }
    // Before anything is drawn: PDFBox completes what it draws.
    this.isUncertain =
        !additions.isEmpty()
            && CertainContent.ofPage(
                    before.getCOSObject(), Addition.around(additions), signed.catalog())
                .isPresent();
    for (Addition each : additions) {
      Rectangle2D place = new Widget(each.now()).place();
      COSDictionary old = each.before();
      boolean unsure =
          old != null && isUncertain(new Widget(old))
              || place != null
                  && matched.others().stream()
                      .map(Widget::new)
                      .anyMatch(other -> mayShowMore(other, place))
              || place != null && isBelowNote(each, place);
      if (unsure) {
        doubtful.add(each);
      }
    }
  }

  private static boolean asks(@Nullable COSDictionary form) {
    return form != null && form.getBoolean(COSName.NEED_APPEARANCES, false);
  }

  // What it covered may be seen: it was removed, or is not shown everywhere any more.
  private static boolean vanishes(Addition addition) {
    COSDictionary old = addition.before();
    Widget now = new Widget(addition.now());
    return old != null && (Addition.isEmpty(now.place()) || !now.isShownLike(new Widget(old)));
  }

  List<Changes.Change> found() {
    return List.copyOf(found);
  }

  private void tell(String code, Addition addition) {
    found.add(Covering.change(code, addition));
  }

  /** Whether only a picture can decide: nothing was found, and something may lie below. */
  boolean isUnclear() throws IOException {
    if (additions.isEmpty()) {
      return false;
    }
    matched.shown().forEach(each -> new Widget(each).show());
    PageMarks marks;
    try {
      marks = PageMarks.of(before, matched.kept(), deadline);
    } catch (Deadline.Over e) {
      additions.forEach(each -> tell(Covering.NOT_LOOKED_AT, each));
      return true;
    } catch (IOException | RuntimeException e) {
      additions.forEach(each -> tell(Covering.READ_DIFFERENTLY, each));
      return true; // the picture shows what can be shown
    }
    if (marks.failed() || isUncertain) {
      additions.forEach(each -> tell(Covering.READ_DIFFERENTLY, each));
    }
    boolean unclear = false;
    for (Addition each : additions) {
      if (PaintedPlace.isSignBeside(each, marks)) {
        tell(Covering.READ_DIFFERENTLY, each); // not every reader paints it
      }
      unclear |= isUnclear(each, marks) | uncovers(each, marks);
    }
    if (matched.others().stream().anyMatch(each -> mayHide(new Widget(each), marks))) {
      tell(Covering.NOT_LOOKED_AT, additions.getFirst());
    }
    return unclear && found.stream().noneMatch(each -> each.code().equals(Covering.COVERS));
  }

  private boolean uncovers(Addition addition, PageMarks marks) {
    COSDictionary old = addition.before();
    if (old == null) {
      return false;
    }
    Rectangle2D place = new Widget(old).place();
    if (place == null || !marks.meets(place, NEAR_POINTS)) {
      return false;
    }
    PaintedPlace painted = new PaintedPlace(new Widget(old));
    if (painted.isOpaque()
        || painted.lightEdges().stream().anyMatch(each -> marks.meets(each, 0))) {
      tell(Covering.READ_DIFFERENTLY, addition); // each reader hid another part of the page
    }
    marks.letters(place).forEach(each -> signedLetters.add(each.box()));
    return true;
  }

  // Readers paint a note without an appearance by their own rules. MuPDF omits it after an
  // annotation that it cannot draw, and that annotation may be the one that has changed.
  private static boolean mayHide(Widget note, PageMarks marks) {
    Rectangle2D place = note.place();
    return !note.hasLook()
        && !note.isWidget()
        && note.invented() == Invented.OPAQUE
        && place != null
        && !marks.letters(place).isEmpty();
  }

  // Some readers draw all widgets above all notes, others in the order of the page.
  private boolean isBelowNote(Addition addition, Rectangle2D place) {
    return new Widget(addition.now()).isWidget()
        && matched.above(addition).stream()
            .map(Widget::new)
            .filter(each -> !each.isWidget() && each.paintsByItself())
            .map(Widget::place)
            .anyMatch(box -> box == null || box.intersects(place));
  }

  private boolean mayShowMore(Widget below, Rectangle2D place) {
    Rectangle2D box = below.place();
    boolean alone =
        below.showsByItself(remade)
            || below.layer() != null
                && CertainContent.ofLayer(below.layer(), signed.catalog()).isPresent();
    if (alone && (box == null || box.intersects(place))) {
      return true;
    }
    // MuPDF draws an appearance without a rectangle all over the page.
    return box == null ? below.look() != null : box.intersects(place) && isUncertain(below);
  }

  private boolean isUncertain(Widget widget) {
    return uncertain.computeIfAbsent(
        widget.dictionary(), each -> LookLayers.isReadDifferently(widget, signed.catalog()));
  }

  private boolean isUnclear(Addition addition, PageMarks marks) throws IOException {
    Widget widget = new Widget(addition.now());
    Rectangle2D place = widget.place();
    if (place == null || fields(addition, place)) {
      return false;
    }
    if (LookLayers.isLayered(widget.look()) || widget.staysLarge()) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    if (addition.kind() == Addition.Kind.FIELD_VALUE && !isOnPage(place)) {
      tell(Covering.UNSEEN, addition);
    }
    // As a reader shows it on a page of large units.
    double side = Math.max(place.getWidth(), place.getHeight()) * PagePicture.enlarged(before);
    if (addition.kind() == Addition.Kind.STATE && side > StateLook.LARGEST_POINTS) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    if (doubtful.contains(addition)) {
      tell(Covering.READ_DIFFERENTLY, addition);
    }
    if (marks.hasUnseenLetters(place)) {
      tell(Covering.READ_DIFFERENTLY, addition);
    }
    Invented invented = invented(addition, widget);
    COSDictionary then = addition.before();
    boolean turned = before.getRotation() != 0 && widget.isUpright();
    if (before.getRotation() != 0
        && then != null
        && new Widget(then).isUpright() != widget.isUpright()) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    if (invented == Invented.OPAQUE) {
      opaque.add(place);
    } else if (widget.isUnsigned()) {
      double banner = place.getHeight() * BANNER;
      double low = place.getMaxY() - banner;
      opaque.add(new Rectangle2D.Double(place.getX(), low, place.getWidth(), banner));
    }
    PaintedPlace painted = new PaintedPlace(widget);
    opaque.addAll(painted.edges());
    Rectangle2D upright = painted.upright(before.getRotation());
    if (upright != null && marks.meets(upright, NEAR_POINTS)) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    if (!turned && !marks.meets(place, NEAR_POINTS) && !isCrowded(addition, place)) {
      return false;
    }
    if (then != null && new Widget(then).mayBeGrounded() && marks.meets(place, -NEAR_POINTS)) {
      tell(Covering.READ_DIFFERENTLY, addition);
    }
    if (LookLayers.isReadDifferently(widget, now.catalog())) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    List<Rectangle2D> letters = new ArrayList<>();
    if (invented == Invented.TEXT) {
      letters.add(place);
    }
    PageMarks own = PageMarks.ofAnnotations(after, matched.only(addition), deadline);
    own.letters(place).forEach(each -> letters.add(each.box()));
    boolean field =
        addition.kind() == Addition.Kind.FIELD_VALUE || addition.kind() == Addition.Kind.STATE;
    boolean odd =
        widget.hasOddLook()
            || !field && widget.hasOtherLooks()
            || own.failed()
            || own.hasUnreadablePicture(place);
    if (odd || marks.hasUnreadablePicture(place)) {
      tell(Covering.NOT_LOOKED_AT, addition);
    }
    letters(addition, letters, marks.letters(place));
    if (addition.kind() == Addition.Kind.STATE
        && marks.letters(place).stream().anyMatch(each -> each.touches(place))) {
      tell(Covering.COVERS, addition);
    }
    marks.letters(place).forEach(each -> signedLetters.add(each.box()));
    if (addition.kind() == Addition.Kind.FIELD_VALUE) {
      marks.letters(place).stream()
          .map(Letter::box)
          .filter(place::intersects)
          .forEach(underFields::add);
      own.letters(place).stream()
          .filter(each -> !each.isBlank())
          .forEach(each -> ownLetters.add(each.box()));
    }
    List<Rectangle2D> told =
        addition.kind() == Addition.Kind.STATE
            ? List.of(place)
            : ownLetters.stream().filter(place::contains).toList();
    if (field && matched.paintsOver(addition, told)) {
      tell(Covering.UNSEEN, addition);
    }
    return true;
  }

  // One addition may lie over another.
  private boolean isCrowded(Addition addition, Rectangle2D place) {
    return additions.stream()
        .filter(each -> each != addition)
        .map(each -> new Widget(each.now()).place())
        .anyMatch(other -> other == null || other.intersects(place));
  }

  private boolean isOnPage(Rectangle2D place) {
    PDRectangle crop = before.getCropBox();
    return place.getMinX() >= crop.getLowerLeftX() - NEAR_POINTS
        && place.getMinY() >= crop.getLowerLeftY() - NEAR_POINTS
        && place.getMaxX() <= crop.getUpperRightX() + NEAR_POINTS
        && place.getMaxY() <= crop.getUpperRightY() + NEAR_POINTS;
  }

  private Invented invented(Addition addition, Widget widget) {
    boolean field = addition.kind() == Addition.Kind.FIELD_VALUE;
    if (new PaintedPlace(widget).isOpaque()) {
      return Invented.OPAQUE;
    }
    if (widget.hasLook() && !(remade && field)) {
      return Invented.HARMLESS;
    }
    Invented invented = widget.invented();
    // What is not letters of the page is only told from the picture.
    boolean text = invented != Invented.TEXT || widget.isPlainText(form);
    return text ? invented : Invented.OPAQUE;
  }

  // A new widget receives the clicks meant for a field below it.
  private boolean fields(Addition addition, Rectangle2D place) {
    if (addition.kind() != Addition.Kind.NEW_SIGNATURE || addition.before() != null) {
      return false;
    }
    for (COSDictionary each : matched.others()) {
      Widget other = new Widget(each);
      Rectangle2D below = other.rectangle();
      if (other.isOpenField() && below != null && share(place, below) > FIELD_COVERED) {
        tell(Covering.COVERS, addition);
        return true;
      }
    }
    return false;
  }

  private void letters(Addition addition, List<Rectangle2D> mine, List<Letter> theirs) {
    boolean covers = false;
    boolean beside = false;
    for (Letter each : theirs) {
      for (Rectangle2D letter : mine) {
        covers |= share(letter, each.box()) >= LETTER_COVERED;
        beside |= each.isBeside(letter);
      }
      if (deadline.isOver()) {
        throw new Deadline.Over();
      }
    }
    if (covers) {
      tell(Covering.COVERS, addition);
    } else if (beside) {
      tell(Covering.BESIDE, addition);
    }
  }

  private static double share(Rectangle2D upper, Rectangle2D lower) {
    Rectangle2D both = upper.createIntersection(lower);
    double area = lower.getWidth() * lower.getHeight();
    return both.isEmpty() || area <= 0 ? 0 : both.getWidth() * both.getHeight() / area;
  }

  /** Judges by pictures. */
  void draw() {
    List<CoveredPicture> drawn = CoveredPicture.of(signed, now, index, matched, deadline);
    if (drawn.isEmpty()) {
      additions.forEach(each -> tell(Covering.NOT_LOOKED_AT, each));
      return;
    }
    if (!drawn.getFirst().shows(ownLetters)) {
      tell(Covering.UNSEEN, additions.getFirst());
    }
    // What a pen writes may cross them.
    List<Rectangle2D> fields =
        Addition.places(additions, Addition.Kind.STATE, Addition.Kind.FIELD_VALUE);
    if (drawn
            .getFirst()
            .strikesOut(underFields, Addition.places(additions, Addition.Kind.FIELD_VALUE))
        || drawn.getFirst().changesLightPoints(fields)
        || drawn.stream()
            .anyMatch(each -> each.hides(opaque, signedLetters, !vanishing.isEmpty()))) {
      tell(Covering.COVERS, additions.getFirst());
    }
  }
}
