// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.KeepIdentity;
import org.penseal.app.ceremony.KeptIdentity;
import org.penseal.app.document.place.SignerPlaces;
import org.penseal.app.queue.QueuedFile.State;
import org.penseal.app.signing.Signer;

/** The files of one business that are signed one after another; on the screen's thread. */
public final class QueueModel {
  private static final int NUMBER_BYTES = 3;

  private final ObservableList<QueuedFile> files = FXCollections.observableArrayList();
  private final ObservableList<Batch> behind = FXCollections.observableArrayList();
  private final BooleanBinding active = Bindings.isNotEmpty(files);
  private final ObjectProperty<Pace> pace = new SimpleObjectProperty<>(Pace.ONE_BY_ONE);
  private final StringProperty business = new SimpleStringProperty("");
  private final Map<Integer, KeptIdentity> kept = new HashMap<>();
  private final Map<Integer, Signer> signers = new HashMap<>();
  private final ObjectProperty<@Nullable BatchBinding> binding = new SimpleObjectProperty<>();
  private boolean untouched; // it was left the last time, and nothing of it was opened since

  /** The files, in the order in which they are signed. */
  public ObservableList<QueuedFile> files() {
    return files;
  }

  /** What was left of other businesses: each is the queue once the one before it is done. */
  public ObservableList<Batch> behind() {
    return behind;
  }

  /** How many files of other businesses wait behind it. */
  public int behindCount() {
    return behind.stream().mapToInt(each -> each.files().size()).sum();
  }

  /** Whether there is a queue. */
  public BooleanBinding active() {
    return active;
  }

  /** How the next one comes. */
  public ObjectProperty<Pace> pace() {
    return pace;
  }

  /** The business to which all of them belong. */
  public StringProperty business() {
    return business;
  }

  /**
   * Gives the business its number: what was typed, else one that is drawn where its files share an
   * identity check; where they do not, each document is a business of its own.
   */
  public void nameBusiness(
      BusinessType type, String typed, LocalDate today, RandomGenerator random) {
    if (!typed.isEmpty()) {
      business.set(typed);
    } else if (type.desk().identity() == KeepIdentity.BUSINESS && business.get().isEmpty()) {
      byte[] drawn = new byte[NUMBER_BYTES];
      random.nextBytes(drawn);
      business.set(today + "-" + HexFormat.of().formatHex(drawn));
    }
  }

  /** With what the last file was signed; null before. */
  public ObjectProperty<@Nullable BatchBinding> binding() {
    return binding;
  }

  /** Adds files behind those that are there. */
  public void add(Collection<Path> more) {
    more.stream()
        .filter(file -> files.stream().noneMatch(each -> each.file().equals(file)))
        .forEach(file -> files.add(QueuedFile.of(file)));
  }

  /**
   * Adds files that somebody brings: to a queue in which somebody works, else as a queue of their
   * own, before what was left the last time, which may be another customer's.
   *
   * @return whether they are a new queue
   */
  public boolean bring(Collection<Path> more) {
    boolean anew = files.isEmpty();
    if (untouched) {
      List<Path> left = files.stream().map(QueuedFile::file).toList();
      anew = !left.containsAll(more);
      if (anew) {
        behind.addFirst(new Batch(business.get(), left));
        files.clear();
        forget();
        behind.replaceAll(each -> each.without(more));
        behind.removeIf(each -> each.files().isEmpty());
      }
    }
    add(more);
    return anew;
  }

  /** Takes up what was left: the first of them is the queue, the others wait behind it. */
  public void takeUp(List<Batch> left) {
    if (!left.isEmpty()) {
      behind.setAll(left);
      takeUpNext();
    }
  }

  private void takeUpNext() {
    Batch first = behind.getFirst();
    business.set(first.business());
    add(first.files());
    behind.removeFirst();
    untouched = true;
  }

  /** The file that is in the window, if it is one of the queue. */
  public Optional<QueuedFile> open() {
    return files.stream().filter(each -> each.state() == State.OPEN).findFirst();
  }

  /** Its number, or that of the next one, from 1; 0 if none is left. */
  public int number() {
    return IntStream.range(0, files.size())
            .filter(i -> files.get(i).state() == State.OPEN)
            .findFirst()
            .orElse(indexOfNext())
        + 1;
  }

  private int indexOfNext() {
    return IntStream.range(0, files.size())
        .filter(i -> files.get(i).state() == State.WAITING)
        .findFirst()
        .orElse(-1);
  }

  /** The next file whose turn it is. */
  public Optional<QueuedFile> next() {
    int next = indexOfNext();
    return next < 0 ? Optional.empty() : Optional.of(files.get(next));
  }

  /** How many wait. */
  public int waiting() {
    return count(State.WAITING);
  }

  /** How many are in a state. */
  public int count(State state) {
    return (int) files.stream().filter(each -> each.state() == state).count();
  }

  /** The next file is in the window now; the one before it stays unsigned, if it was not signed. */
  public Optional<QueuedFile> take() {
    leave();
    int next = indexOfNext();
    if (next < 0) {
      return Optional.empty();
    }
    untouched = false;
    files.set(next, files.get(next).in(State.OPEN));
    return Optional.of(files.get(next));
  }

  /**
   * The open file was signed; gives it as it was, if one is open. To be called before its case no
   * longer runs: a queue that is kept must never say that it waits.
   */
  public Optional<QueuedFile> signed(Path output) {
    Optional<QueuedFile> before = open();
    replaceOpen(each -> each.signed(output));
    return before;
  }

  /** The open file will not be signed. */
  public void leave() {
    replaceOpen(each -> each.in(State.NOT_SIGNED));
  }

  private void replaceOpen(java.util.function.UnaryOperator<QueuedFile> change) {
    files.replaceAll(each -> each.state() == State.OPEN ? change.apply(each) : each);
  }

  /**
   * Puts the next signer of the file that was just signed before all others.
   *
   * @param output what the one before signed
   */
  public void nextSigner(Path output, int signer, Map<Integer, SignerPlaces.Chosen> places) {
    int next = indexOfNext();
    QueuedFile again = new QueuedFile(output, signer, places, State.WAITING, Optional.empty());
    files.add(next < 0 ? files.size() : next, again);
  }

  /** The identity check that may serve for the signer of this place in the order. */
  public Optional<KeptIdentity> kept(int signer) {
    return Optional.ofNullable(kept.get(signer));
  }

  /** Who signed as this one last. */
  public Optional<Signer> signer(int place) {
    return Optional.ofNullable(signers.get(place));
  }

  /**
   * Remembers who signed.
   *
   * @param check his identity check, if it was made in this case
   */
  public void remember(int place, Signer who, Optional<KeptIdentity> check) {
    signers.put(place, who);
    check.ifPresent(each -> kept.put(place, each));
  }

  /**
   * Whether its next file follows; of what was left, which may be another customer's, none does.
   */
  public boolean goesOn() {
    return waiting() > 0 && !untouched;
  }

  /** Forgets it, unless a file waits. */
  public void clearIfDone() {
    if (waiting() == 0) {
      clear();
    }
  }

  /**
   * Forgets all of it; what waits behind it is the queue then, of which nothing opens by itself.
   */
  public void clear() {
    files.clear();
    forget();
    if (!behind.isEmpty()) {
      takeUpNext();
    }
  }

  private void forget() {
    kept.clear();
    signers.clear();
    binding.set(null);
    business.set("");
    untouched = false;
  }

  /** The names of those that wait, the next one first. */
  public List<String> waitingNames() {
    return files.stream()
        .filter(each -> each.state() == State.WAITING)
        .map(QueuedFile::name)
        .toList();
  }
}
