// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.document.reader.PageModels;
import org.penseal.app.document.reader.ReaderModel;
import org.penseal.app.document.reader.SearchModel;
import org.penseal.app.guide.IfPresent;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/** The files that are verified, the one that is looked at, and what is asked about it. */
public final class InspectModel {
  private final ObservableList<InspectedFile> files = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable InspectedFile> chosen = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable VerifiedFile> answer = new SimpleObjectProperty<>();
  private final BooleanProperty comparing = new SimpleBooleanProperty();
  private final BooleanProperty running = new SimpleBooleanProperty();
  private final IntegerProperty leftOut = new SimpleIntegerProperty();
  private final IntegerProperty done = new SimpleIntegerProperty();
  private final BooleanProperty paged = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable RootQuestion> root = new SimpleObjectProperty<>();
  private final BooleanProperty rootsAllowed = new SimpleBooleanProperty(true);
  private final BooleanProperty opening = new SimpleBooleanProperty();
  private final BooleanBinding asking = root.isNotNull().or(opening);
  private final BooleanProperty passwordRefused = new SimpleBooleanProperty();
  private final BooleanProperty shareMissing = new SimpleBooleanProperty();
  private final StringProperty folder = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable List<EarlierSignature>> signatures =
      new SimpleObjectProperty<>();
  private final PageModels pages =
      new PageModels(
          new ReaderModel(),
          new SearchModel(),
          new PlaceModel(),
          new ReadOnlyBooleanWrapper(false),
          signatures);

  private boolean showed;
  private int drawnBefore;
  private int ends; // of questions

  /** Without a file. */
  public InspectModel() {
    answer.subscribe(known -> signatures.set(known == null ? null : SignatureVerdicts.of(known)));
    pages.search().current().subscribe(now -> showHit(now.intValue()));
    pages.places().marks().subscribe(marks -> showFirst());
    pages.reader().pictures().drawn().subscribe(drawn -> showFirst());
  }

  // Once a page is on the screen, so that there is a place to scroll to.
  private void showFirst() {
    boolean drawn = pages.reader().pictures().drawn().get() > drawnBefore;
    pages.places().marks().get().stream()
        .filter(mark -> mark.signed() && mark.at() != null && drawn && !showed)
        .findFirst()
        .ifPresent(
            mark -> {
              showed = true;
              pages.reader().reveal(Objects.requireNonNull(mark.at()));
            });
  }

  private void showHit(int current) {
    List<Placement.At> hits = pages.search().hits();
    if (current >= 0 && current < hits.size()) {
      pages.reader().reveal(hits.get(current));
    }
  }

  /** Takes another file's pages, or none. */
  void open(List<PdfPages.Size> sizes) {
    showed = false;
    drawnBefore = pages.reader().pictures().drawn().get();
    pages.places().open(sizes);
    pages.search().begin("", 1, 0);
    pages.reader().open(sizes);
    paged.set(!sizes.isEmpty());
  }

  /** In the order in which they were brought. */
  public ObservableList<InspectedFile> files() {
    return files;
  }

  /** Whether there is one. */
  public ObservableBooleanValue withFiles() {
    return Bindings.isNotEmpty(files);
  }

  /** The file that is looked at, or null. */
  public ObjectProperty<@Nullable InspectedFile> chosen() {
    return chosen;
  }

  /** Whether one is looked at. */
  public ObservableBooleanValue looking() {
    return chosen.isNotNull();
  }

  /** Whether it needs a password. */
  public ObservableBooleanValue locked() {
    return IfPresent.test(
        chosen.flatMap(file -> file == null ? null : file.state()),
        state -> state == InspectedFile.State.LOCKED);
  }

  /** Whether what it was signed with is of the demo. */
  public ObservableBooleanValue withDemo() {
    return IfPresent.test(answer, VerifiedFile::hasDemo);
  }

  /** The whole answer on it; null while there is none. */
  public ObjectProperty<@Nullable VerifiedFile> answer() {
    return answer;
  }

  /** Whether its pages are being compared. */
  public BooleanProperty comparing() {
    return comparing;
  }

  /** Whether files are being verified. */
  public BooleanProperty running() {
    return running;
  }

  /** How many files have an answer or cannot get one. */
  public IntegerProperty done() {
    return done;
  }

  /** Counts them again. */
  void count() {
    done.set(
        (int)
            files.stream()
                .map(each -> each.state().get())
                .filter(
                    state ->
                        switch (state) {
                          case WAITING, RUNNING, STOPPED -> false;
                          case LOCKED, VERIFIED, FAILED -> true;
                        })
                .count());
  }

  /** Whether somebody stopped before all had their turn. */
  public boolean stopped() {
    return files.stream().anyMatch(each -> each.state().get() == InspectedFile.State.STOPPED);
  }

  /** How many files were not taken, since there are too many. */
  public IntegerProperty leftOut() {
    return leftOut;
  }

  /** Whether the file has pages that can be shown. */
  public BooleanProperty paged() {
    return paged;
  }

  /** Whether there is an answer on a file without such pages. */
  public ObservableBooleanValue pageless() {
    return paged.not().and(answer.isNotNull());
  }

  /** The root that somebody is asked whether to trust, or null. */
  public ObjectProperty<@Nullable RootQuestion> root() {
    return root;
  }

  /** Whether somebody is asked so. */
  public ObservableBooleanValue asksRoot() {
    return root.isNotNull();
  }

  /** Whether the computer lets its users trust certificates of their own. */
  public BooleanProperty rootsAllowed() {
    return rootsAllowed;
  }

  /** Whether key and share are asked for. */
  public BooleanProperty opening() {
    return opening;
  }

  /** Whether anything is asked. */
  public ObservableBooleanValue asking() {
    return asking;
  }

  /** Nobody is asked any more, not even what was still to be asked. */
  public void stopAsking() {
    ends++;
    root.set(null);
    opening.set(false);
  }

  /** How often that was. */
  int ends() {
    return ends;
  }

  /** Whether the password that was given last does not open the escrow key. */
  public BooleanProperty passwordRefused() {
    return passwordRefused;
  }

  /** Whether the archive here had no share when it was asked for one. */
  public BooleanProperty shareMissing() {
    return shareMissing;
  }

  /** The folder of the last file; empty for none. */
  public StringProperty folder() {
    return folder;
  }

  /** What the pages are shown from. */
  public PageModels pages() {
    return pages;
  }
}
