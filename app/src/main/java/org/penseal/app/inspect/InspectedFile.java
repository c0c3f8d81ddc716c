// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.penseal.app.verify.VerifiedFile;

/**
 * One file that is verified. What was found in short is kept; the whole answer only while there is
 * memory for it, so that a folder of many files can be verified.
 */
public final class InspectedFile {
  private final Path file;
  private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.WAITING);
  private final ObjectProperty<@Nullable Summary> summary = new SimpleObjectProperty<>();
  private volatile SoftReference<VerifiedFile> answer = new SoftReference<>(null);
  private volatile @Nullable VerifiedFile opened;
  private volatile VerifiedFile.@Nullable Bytes bytes;
  private volatile @Nullable String password;
  private volatile @Nullable Throwable failure;

  /** What becomes of it. */
  public enum State {
    /** It is its turn later. */
    WAITING,
    /** It is being verified. */
    RUNNING,
    /** Somebody stopped before it was its turn. */
    STOPPED,
    /** It needs a password. */
    LOCKED,
    /** There is an answer. */
    VERIFIED,
    /** It cannot be verified. */
    FAILED
  }

  /**
   * The answer in short.
   *
   * @param finding as {@link VerifiedFile#finding()}
   * @param signers their names, in order
   */
  public record Summary(String finding, List<String> signers) {
    /** Copies the list. */
    public Summary {
      signers = List.copyOf(signers);
    }

    static Summary of(VerifiedFile verified) {
      return new Summary(
          verified.finding(),
          verified.signatures().stream().map(each -> each.signed().signer()).toList());
    }
  }

  /** A file whose turn is later. */
  public InspectedFile(Path file) {
    this.file = file;
  }

  /** Where it lies. */
  public Path file() {
    return file;
  }

  /** Its name. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** What becomes of it; on the screen's thread. */
  public ObjectProperty<State> state() {
    return state;
  }

  /** The answer in short, or null; on the screen's thread. */
  public ObjectProperty<@Nullable Summary> summary() {
    return summary;
  }

  /** The whole answer, if it is still held; any thread. */
  public @Nullable VerifiedFile answer() {
    VerifiedFile strong = opened;
    return strong == null ? answer.get() : strong;
  }

  /**
   * Holds an answer; any thread.
   *
   * @param evidence whether handwriting was opened for it, which is held until another file is
   *     looked at
   */
  void answer(VerifiedFile verified, boolean evidence) {
    answer = new SoftReference<>(verified);
    bytes = verified.bytes();
    if (evidence || opened != null) {
      opened = verified;
    }
  }

  /** What was verified, or null; any thread. */
  VerifiedFile.@Nullable Bytes bytes() {
    return bytes;
  }

  /** Forgets the answer if handwriting was opened for it: it is shown while it is looked at. */
  void forgetOpened() {
    if (opened != null) {
      answer = new SoftReference<>(null);
      opened = null;
    }
  }

  /** Forgets the answer, also opened handwriting. */
  void forget() {
    answer = new SoftReference<>(null);
    opened = null;
    bytes = null;
    failure = null;
  }

  /** Whether somebody gave a password. */
  public boolean tried() {
    return password != null;
  }

  /** What opened it, or null. */
  @Nullable String password() {
    return password;
  }

  void password(@Nullable String word) {
    password = word;
  }

  /** Why it cannot be verified, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  void failure(@Nullable Throwable why) {
    failure = why;
  }
}
