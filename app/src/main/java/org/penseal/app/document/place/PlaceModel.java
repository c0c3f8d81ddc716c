// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PageGuides;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;

/**
 * Where the signature is to stand: proposed, drawn, moved and resized; lengths in points. On the
 * screen's thread.
 */
public final class PlaceModel {
  /** The smallest width of a signature. */
  public static final double SMALLEST_WIDTH = 80;

  /** The smallest height of a signature. */
  public static final double SMALLEST_HEIGHT = 36;

  private final ReadOnlyObjectWrapper<Placement.@Nullable At> place = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Proposal> taken = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SignatureMark> covered =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<Proposal> proposals = FXCollections.observableArrayList();
  private final ObjectProperty<List<SignatureMark>> marks = new SimpleObjectProperty<>(List.of());
  private final BooleanProperty overEarlier = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper crowded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper struck = new ReadOnlyBooleanWrapper();
  private final Map<Integer, PageGuides> guides = new HashMap<>();
  private final SignerPlaces signers = new SignerPlaces();
  private Map<Integer, SignerPlaces.Chosen> expected = Map.of();
  private int expectedTurn;
  private Placement.@Nullable At proposedFrom;
  private Placement.@Nullable At proposedBeside;
  private List<PdfPages.Size> sizes = List.of();

  /** Takes another document's pages, or none. */
  public void open(List<PdfPages.Size> pages) {
    sizes = List.copyOf(pages);
    proposals.clear();
    guides.clear();
    marks.set(List.of());
    set(null, null);
    signers.begin(expectedTurn, expected);
    SignerPlaces.Chosen own = expected.get(expectedTurn);
    if (own != null && own.at().page() <= sizes.size()) {
      set(own.at(), null);
    }
    expected = Map.of();
    expectedTurn = 0;
  }

  /**
   * The next document is for this one of several signers, with the places that were chosen on it
   * before; they stand above all proposals.
   *
   * @param turn from 0
   */
  public void expect(int turn, Map<Integer, SignerPlaces.Chosen> before) {
    expectedTurn = turn;
    expected = Map.copyOf(before);
  }

  /** Where further signers, from 0, signed on this form last: there, unless another is chosen. */
  public void remember(Map<Integer, Placement.At> last) {
    Map<Integer, Placement.At> free = new TreeMap<>(last);
    free.values().removeIf(at -> coveredBy(at) != null);
    signers.remember(free);
  }

  /** The places of several signers. */
  public SignerPlaces signers() {
    return signers;
  }

  /** Another signer's place is chosen from now on; that of the one before stays. */
  public void edit(int signer) {
    keep();
    if (signer == signers.edited().get()) {
      return;
    }
    signers.edit(signer);
    Optional<SignerPlaces.Chosen> known = signers.of(signer);
    if (known.isPresent()) {
      place(known.get());
    } else {
      Placement.At at = free();
      set(at, proposals.stream().filter(each -> isFieldAt(each, at)).findFirst().orElse(null));
    }
  }

  private static boolean isFieldAt(Proposal proposal, Placement.At at) {
    return proposal.kind() == Proposal.Kind.FIELD && proposal.at().equals(at);
  }

  private void place(SignerPlaces.Chosen chosen) {
    Proposal field =
        proposals.stream()
            .filter(each -> each.kind() == Proposal.Kind.FIELD)
            .filter(each -> chosen.placement().equals(new Placement.Field(each.name())))
            .findFirst()
            .orElse(null);
    int signer = signers.edited().get();
    set(chosen.at(), field == null ? signers.last(signer).orElse(null) : field);
  }

  /** Keeps what is chosen for the signer whose place it is. */
  public void keep() {
    Placement.At at = place.get();
    Placement placement = placement();
    if (at != null && placement != null) {
      signers.keep(signers.edited().get(), new SignerPlaces.Chosen(placement, at));
    }
  }

  /** The places of the other signers, by their number. */
  public Map<Integer, Placement.At> planned() {
    return signers.others();
  }

  // An empty field that nobody has, else beside the others.
  private Placement.At free() {
    Map<Integer, Placement.At> taken = planned();
    Optional<Placement.At> field =
        proposals.stream()
            .filter(each -> each.kind() == Proposal.Kind.FIELD)
            .map(Proposal::at)
            .filter(each -> taken.values().stream().noneMatch(other -> overlap(each, other)))
            .findFirst();
    if (field.isPresent()) {
      return field.get();
    }
    Placement.At last =
        placeOr(new Placement.At(sizes.size(), 0, 0, SMALLEST_WIDTH, SMALLEST_HEIGHT));
    return beside(last, taken);
  }

  // Found again once the words of the page are known, while nobody moved it.
  private Placement.At beside(Placement.At one, Map<Integer, Placement.At> taken) {
    PdfPages.Size size = sizes.get(one.page() - 1);
    Placement.At found = FreePlace.like(one, size, at -> isFree(at, taken)).orElse(one);
    proposedFrom = one;
    proposedBeside = found;
    return found;
  }

  private boolean isFree(Placement.At at, Map<Integer, Placement.At> taken) {
    return coveredBy(at) == null
        && !FreePlace.isOverWords(at, lines(at.page()))
        && taken.values().stream().noneMatch(each -> overlap(at, each));
  }

  /** Another proposal; the first one is taken while nobody chose a place. */
  public void propose(Proposal proposal) {
    if (!proposals.contains(proposal)) {
      proposals.add(proposal);
      proposals.sort(Comparator.comparing(Proposal::kind));
    }
    Optional<SignerPlaces.Chosen> before = signers.of(signers.edited().get());
    if (before.isPresent()) {
      if (before.get().placement().equals(new Placement.Field(proposal.name()))) {
        take(proposal);
      }
      return;
    }
    Proposal now = taken.get();
    boolean untouched = place.get() == null || now != null;
    if (untouched && (now == null || proposal.kind().compareTo(now.kind()) < 0)) {
      take(proposal);
    }
  }

  /** Takes a proposal. */
  public void take(Proposal proposal) {
    set(clear(proposal.at(), proposal), proposal);
  }

  /** What lines there are on a page. */
  public void guides(int page, PageGuides lines) {
    guides.put(page, lines);
    Placement.At at = place.get();
    if (at != null && at.page() == page) {
      Placement.At from = at.equals(proposedBeside) ? proposedFrom : null;
      set(from == null ? clear(at, taken.get()) : beside(from, planned()), taken.get());
    }
  }

  // A proposal gives way to a line of the document, but for a field, which stands where it stands.
  private Placement.At clear(Placement.At at, @Nullable Proposal proposal) {
    boolean free = proposal != null && proposal.kind() != Proposal.Kind.FIELD;
    return free && StampWords.struck(at, lines(at.page()))
        ? StampWords.clear(at, lines(at.page()), sizes.get(at.page() - 1))
            .filter(moved -> coveredBy(moved) == null)
            .orElse(at)
        : at;
  }

  /** Moves the place off the line that runs through its words, if there is room near it. */
  public void clearLine() {
    Placement.At at = place.get();
    if (at != null) {
      StampWords.clear(at, lines(at.page()), sizes.get(at.page() - 1))
          .ifPresent(moved -> set(moved, null));
    }
  }

  /** Whether a line of the document runs through the words of the stamp. */
  public ReadOnlyBooleanProperty struck() {
    return struck.getReadOnlyProperty();
  }

  /** Whether a further signer's place lies over words or over another signer's place. */
  public ReadOnlyBooleanProperty crowded() {
    return crowded.getReadOnlyProperty();
  }

  /** Whether the lines of a page are known. */
  public boolean knowsGuides(int page) {
    return guides.containsKey(page);
  }

  /**
   * Draws the place by two corners. A rectangle that is too small is enlarged; one that leaves the
   * page is moved back.
   *
   * @param page from 1
   */
  public void draw(int page, double fromX, double fromY, double toX, double toY) {
    if (page < 1 || page > sizes.size()) {
      return;
    }
    double width = Math.max(SMALLEST_WIDTH, Math.abs(toX - fromX));
    double height = Math.max(SMALLEST_HEIGHT, Math.abs(toY - fromY));
    double top = Math.max(fromY, toY);
    set(inside(page, Math.min(fromX, toX), top - height, width, height), null);
  }

  /**
   * Moves the place.
   *
   * @param from where it was when the move began
   * @param snaps whether it is lined up with what is near
   */
  public void move(Placement.At from, double dx, double dy, boolean snaps) {
    Placement.At moved =
        new Placement.At(from.page(), from.x() + dx, from.y() + dy, from.width(), from.height());
    Placement.At lined = snaps ? Snap.moved(moved, lines(from.page())) : moved;
    set(inside(from.page(), lined.x(), lined.y(), lined.width(), lined.height()), null);
  }

  /**
   * Makes it larger or smaller at its right and lower edge.
   *
   * @param at what it was when that began
   */
  public void resize(Placement.At at, double dWidth, double dHeight, boolean snaps) {
    double width = Math.max(SMALLEST_WIDTH, at.width() + dWidth);
    double height = Math.max(SMALLEST_HEIGHT, at.height() + dHeight);
    double top = at.y() + at.height();
    // What would leave the page stops at its edge.
    PdfPages.Size size = sizes.get(at.page() - 1);
    width = Math.min(width, size.width() - at.x());
    height = Math.min(height, top);
    Placement.At made = new Placement.At(at.page(), at.x(), top - height, width, height);
    Placement.At lined = snaps ? Snap.resized(made, lines(at.page())) : made;
    boolean fits = lined.width() >= SMALLEST_WIDTH && lined.height() >= SMALLEST_HEIGHT;
    set(fits ? lined : made, null);
  }

  private PageGuides lines(int page) {
    return guides.getOrDefault(page, PageGuides.NONE);
  }

  private Placement.At inside(int page, double x, double y, double width, double height) {
    PdfPages.Size size = sizes.get(page - 1);
    double wide = Math.min(width, size.width());
    double high = Math.min(height, size.height());
    return new Placement.At(
        page,
        Math.clamp(x, 0, size.width() - wide),
        Math.clamp(y, 0, size.height() - high),
        wide,
        high);
  }

  private void set(Placement.@Nullable At at, @Nullable Proposal proposal) {
    overEarlier.set(false);
    taken.set(proposal);
    covered.set(at == null ? null : coveredBy(at));
    crowded.set(at != null && isCrowded(at, proposal));
    struck.set(at != null && StampWords.struck(at, lines(at.page())));
    place.set(at);
  }

  // Of a signer alone it is no matter: nobody signed the words before.
  private boolean isCrowded(Placement.At at, @Nullable Proposal proposal) {
    boolean field = proposal != null && proposal.kind() == Proposal.Kind.FIELD;
    boolean further = signers.roles().get().size() > 1 && signers.edited().get() > 0;
    return further
        && !field
        && (FreePlace.isOverWords(at, lines(at.page()))
            || planned().values().stream().anyMatch(other -> overlap(at, other)));
  }

  private @Nullable SignatureMark coveredBy(Placement.At at) {
    return marks.get().stream()
        .filter(mark -> mark.signed() && mark.at() != null && overlap(at, mark.at()))
        .findFirst()
        .orElse(null);
  }

  private static boolean overlap(Placement.At a, Placement.At b) {
    return a.page() == b.page()
        && a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  /** The document's signature fields, empty and signed. */
  public void marks(List<SignatureMark> found) {
    marks.set(List.copyOf(found));
    Placement.At at = place.get();
    covered.set(at == null ? null : coveredBy(at));
  }

  /** The document's signature fields, empty and signed. */
  public ObjectProperty<List<SignatureMark>> marks() {
    return marks;
  }

  /** Proposals of a kind of business that is not the chosen one any more are dropped. */
  public void forgetKeywords() {
    boolean took = taken.get() != null && taken.get().kind() == Proposal.Kind.KEYWORD;
    proposals.removeIf(each -> each.kind() == Proposal.Kind.KEYWORD);
    if (took && !proposals.isEmpty()) {
      take(proposals.getFirst());
    }
  }

  /** What is to be given to the signing: the field that was taken, or the rectangle; or null. */
  public @Nullable Placement placement() {
    Proposal now = taken.get();
    return now != null && now.kind() == Proposal.Kind.FIELD
        ? new Placement.Field(now.name())
        : place.get();
  }

  /** Where the signature is to stand, or null. */
  public ReadOnlyObjectProperty<Placement.@Nullable At> place() {
    return place.getReadOnlyProperty();
  }

  /** Where it is to stand, or something else. */
  public Placement.At placeOr(Placement.At other) {
    Placement.At at = place.get();
    return at == null ? other : at;
  }

  /** The proposal that stands as it was made, or null. */
  public ReadOnlyObjectProperty<@Nullable Proposal> taken() {
    return taken.getReadOnlyProperty();
  }

  /** What is proposed, the best reason first. */
  public ObservableList<Proposal> proposals() {
    return proposals;
  }

  /** The earlier signature that the place touches, or null. */
  public ReadOnlyObjectProperty<@Nullable SignatureMark> covered() {
    return covered.getReadOnlyProperty();
  }

  /** Whether somebody said that it shall stand over that one. */
  public BooleanProperty overEarlier() {
    return overEarlier;
  }
}
