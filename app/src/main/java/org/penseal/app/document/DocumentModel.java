// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.UnreadPages;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.document.reader.PageModels;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.document.reader.SearchModel;
import org.penseal.app.document.reader.ThumbnailsModel;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;

/** The open document: its pages, what was read of them, and where the signature is to stand. */
public final class DocumentModel {
  private final ObjectProperty<@Nullable Opened> opened = new SimpleObjectProperty<>();
  private final BooleanProperty placing = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Path> locked = new SimpleObjectProperty<>();
  private final ObjectProperty<List<String>> warnings = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<@Nullable List<EarlierSignature>> signatures =
      new SimpleObjectProperty<>();
  private final ObjectProperty<UnreadPages> unread = new SimpleObjectProperty<>(UnreadPages.TELL);
  private final BooleanProperty unreadAccepted = new SimpleBooleanProperty();
  private final ReaderModel reader = new ReaderModel();
  private final SearchModel search = new SearchModel();
  private final ThumbnailsModel thumbnails = new ThumbnailsModel();
  private final PlaceModel places = new PlaceModel();
  private final PageModels pages = new PageModels(reader, search, places, placing, signatures);
  private final ObservableList<BusinessType> kinds;
  private final ObjectProperty<BusinessType> kind;
  private final BooleanBinding goesOn;
  private ReaderModel.Fit fitBefore = ReaderModel.Fit.WIDTH;

  /** Without a document, of the kind of business that ships. */
  public DocumentModel() {
    this(
        FXCollections.observableArrayList(BusinessType.STANDARD),
        new SimpleObjectProperty<>(BusinessType.STANDARD));
  }

  /**
   * Without a document.
   *
   * @param kinds the kinds of business to choose from
   * @param kind the one that is chosen
   */
  public DocumentModel(ObservableList<BusinessType> kinds, ObjectProperty<BusinessType> kind) {
    this.kinds = kinds;
    this.kind = kind;
    kind.subscribe(
        now -> {
          unread.set(now.unreadPages());
          places.signers().roles().set(now.desk().signers());
        });
    goesOn =
        Bindings.createBooleanBinding(
            () -> !placing.get() || (placeStands() && readEnough()),
            placing,
            places.place(),
            places.covered(),
            places.overEarlier(),
            unread,
            unreadAccepted,
            reader.read(),
            opened);
    placing.subscribe((before, on) -> fitForPlacing(on));
    places.taken().subscribe(taken -> showTaken(taken));
    search.current().subscribe(current -> showHit(current.intValue()));
  }

  private boolean placeStands() {
    return places.place().get() != null
        && (places.covered().get() == null || places.overEarlier().get());
  }

  // A place is chosen on a whole page.
  private void fitForPlacing(boolean on) {
    if (on) {
      fitBefore = reader.fit().get();
      reader.fit(ReaderModel.Fit.PAGE);
      Placement.At at = places.place().get();
      reader.goTo(at == null ? reader.count() : at.page());
    } else if (reader.fit().get() == ReaderModel.Fit.PAGE && fitBefore == ReaderModel.Fit.WIDTH) {
      reader.fit(ReaderModel.Fit.WIDTH);
    }
  }

  private void showTaken(@Nullable Proposal taken) {
    if (taken != null && placing.get()) {
      reader.goTo(taken.at().page());
    }
  }

  private void showHit(int current) {
    if (current >= 0 && current < search.hits().size()) {
      reader.reveal(search.hits().get(current));
    }
  }

  /** What the pages are shown from. */
  public PageModels pages() {
    return pages;
  }

  /** The kinds of business to choose from. */
  public ObservableList<BusinessType> kinds() {
    return kinds;
  }

  /** The kind of business. */
  public ObjectProperty<BusinessType> kind() {
    return kind;
  }

  /** Whether there is a choice of them. */
  public ObservableBooleanValue severalKinds() {
    return Bindings.size(kinds).greaterThan(1);
  }

  /** Whether the next step may come: a place stands, and enough was read for it. */
  public BooleanBinding goesOn() {
    return goesOn;
  }

  /**
   * A document that could be opened.
   *
   * @param file where it lies
   * @param title its title or file name
   * @param sm3 its digest, hex
   * @param sizes the size of each page
   * @param password that opened it, or null
   */
  public record Opened(
      Path file, String title, String sm3, List<PdfPages.Size> sizes, @Nullable String password) {
    /** Copies the list. */
    public Opened {
      sizes = List.copyOf(sizes);
    }

    /** No password. */
    @Override
    public String toString() {
      return "Opened[" + file + "]";
    }
  }

  /** The document, or null. */
  public ObjectProperty<@Nullable Opened> opened() {
    return opened;
  }

  /** Whether its pages are read, or a place on them is chosen. */
  public ObservableBooleanValue reading() {
    return opened.isNotNull().and(locked.isNull());
  }

  /** Codes of what in the document could show something else later. */
  public ObjectProperty<List<String>> warnings() {
    return warnings;
  }

  /** The pages on the screen. */
  public ReaderModel reader() {
    return reader;
  }

  /** Whether there are thumbnails. */
  public ThumbnailsModel thumbnails() {
    return thumbnails;
  }

  /** Whether they are on the screen. */
  public ObservableBooleanValue thumbnailsShown() {
    return thumbnails.shown();
  }

  /** What is searched for. */
  public SearchModel search() {
    return search;
  }

  /** Where the signature is to stand. */
  public PlaceModel places() {
    return places;
  }

  /** Whether it would cover an earlier signature. */
  public ObservableBooleanValue coversEarlier() {
    return places.covered().isNotNull();
  }

  /** Whether the place is being chosen. */
  public BooleanProperty placing() {
    return placing;
  }

  /** A document that needs a password, or null. */
  public ObjectProperty<@Nullable Path> locked() {
    return locked;
  }

  /** Whether a password is asked for. */
  public ObservableBooleanValue asksPassword() {
    return locked.isNotNull();
  }

  /** The signatures that the document carries, verified; null while that is not known. */
  public ObjectProperty<@Nullable List<EarlierSignature>> signatures() {
    return signatures;
  }

  /** Whether it carries signatures that are told, be they verified yet or not. */
  public ObservableBooleanValue signed() {
    return Bindings.createBooleanBinding(
        () -> {
          List<EarlierSignature> known = signatures.get();
          return known == null
              ? places.marks().get().stream().anyMatch(SignatureMark::signed)
              : known.stream().anyMatch(each -> !each.timestamp());
        },
        signatures,
        places.marks());
  }

  /** What becomes of pages that were not read, by the kind of business. */
  public ObjectProperty<UnreadPages> unread() {
    return unread;
  }

  /** Whether pages were read and others not. */
  public ObservableBooleanValue readInPart() {
    return unreadPages(() -> reader.read().get() > 0);
  }

  /** Whether the kind of business has a rule for the pages that were not read. */
  public ObservableBooleanValue unreadMatters() {
    return unreadPages(() -> unread.get() != UnreadPages.TELL);
  }

  /** Whether the operator is asked about them. */
  public ObservableBooleanValue asksAboutUnread() {
    return unreadPages(() -> unread.get() == UnreadPages.ASK);
  }

  private ObservableBooleanValue unreadPages(BooleanSupplier also) {
    return Bindings.createBooleanBinding(
        () -> reader.read().get() < reader.count() && also.getAsBoolean(),
        reader.read(),
        reader.page(),
        unread);
  }

  /** Whether the operator said to go on although pages were not read. */
  public BooleanProperty unreadAccepted() {
    return unreadAccepted;
  }

  /** Whether the kind of business lets a case begin with what was read. */
  public boolean readEnough() {
    boolean all = reader.firstUnread().isEmpty();
    return all
        || switch (unread.get()) {
          case TELL -> true;
          case ASK -> unreadAccepted.get();
          case REFUSE -> false;
        };
  }

  /** The pages that were read. */
  public List<Integer> seen() {
    return reader.seen();
  }

  /** Takes another document, or none. */
  public void take(@Nullable Opened document) {
    locked.set(null);
    warnings.set(List.of());
    signatures.set(null);
    unreadAccepted.set(false);
    List<PdfPages.Size> sizes = document == null ? List.of() : document.sizes();
    places.open(sizes);
    search.begin("", 1, 0);
    thumbnails.uncover();
    opened.set(document);
    reader.open(sizes);
  }
}
