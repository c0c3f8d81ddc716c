// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a case that is not ended: what a restart needs to finish it. The folder is locked by
 * the process that works on the case, so that another one can tell a crash from a case that is
 * alive.
 */
public final class CaseFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CaseFolder.class);

  private static final String LOCK = "lock";

  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private CaseFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the folder of a case, making it if it is new.
   *
   * @return empty if another process (or this one) works on the case
   */
  public static Optional<CaseFolder> take(Path cases, String caseId) throws IOException {
    OwnerOnly.folder(cases);
    return gated(cases, () -> lock(OwnerOnly.folder(cases.resolve(caseId))));
  }

  /** Ids of the cases that have a folder. */
  public static List<String> list(Path cases) throws IOException {
    if (!Files.isDirectory(cases)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(cases)) {
      return all.filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /**
   * Removes what is left of a case that is ended or never began, unless someone works on it.
   *
   * @return whether the folder is gone
   */
  public static boolean sweep(Path cases, String caseId) throws IOException {
    return gated(
        cases,
        () -> {
          Path left = cases.resolve(caseId);
          Optional<CaseFolder> taken = Files.exists(left) ? lock(left) : Optional.empty();
          if (taken.isPresent()) {
            taken.get().clear();
            taken.get().release();
          }
          return !Files.exists(left);
        });
  }

  /**
   * Work on the files.
   *
   * @param <E> what it throws besides
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws IOException, E;
  }

  /**
   * Does something while nobody works on a case: none begins, ends or is gone on with before it is
   * done.
   *
   * @param cases made if it is not there
   * @return empty if a case is worked on, and nothing was done
   */
  public static <T, E extends Exception> Optional<T> atRest(Path cases, Work<T, E> work)
      throws IOException, E {
    OwnerOnly.folder(cases);
    return gated(cases, () -> anyHeld(cases) ? Optional.empty() : Optional.of(work.run()));
  }

  private static boolean anyHeld(Path cases) throws IOException {
    for (String each : list(cases)) {
      Optional<CaseFolder> taken = lock(cases.resolve(each));
      if (taken.isEmpty()) {
        return true;
      }
      taken.get().release();
    }
    return false;
  }

  // One at a time over all processes: nobody sweeps a folder between its making and its locking.
  private static <T, E extends Exception> T gated(Path cases, Work<T, E> work)
      throws IOException, E {
    synchronized (HELD) {
      try (FileChannel gate =
              FileChannel.open(
                  cases.resolve("gate"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = gate.lock()) {
        LOG.trace("gate {}", held);
        return work.run();
      }
    }
  }

  // A lock belongs to the process: closing a second channel to the file would let go of it, so what
  // this process holds is known beforehand.
  private static Optional<CaseFolder> lock(Path folder) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new IOException("leads to another place: " + folder);
    }
    Path real = folder.toRealPath();
    if (HELD.contains(real)) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      return Optional.empty();
    }
    HELD.add(real);
    return Optional.of(new CaseFolder(real, channel, lock));
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** Writes a file so that it is there whole, also after a loss of power, or not at all. */
  public void write(String name, byte[] content) throws IOException {
    DurableFile.write(folder.resolve(name), content);
    // What was prepared beside it, too.
    OwnerOnly.everythingIn(folder);
  }

  /** A file's content, or empty if it was not written. */
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Moves all files to another folder, which is made; for a case whose files are not to be
   * believed.
   */
  public void setAside(Path aside) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> !file.endsWith(LOCK)).toList();
    }
    if (!files.isEmpty()) {
      OwnerOnly.folder(aside);
    }
    for (Path file : files) {
      Files.move(file, aside.resolve(file.getFileName().toString()));
    }
  }

  /** Deletes all files; for a case that is ended. */
  public void clear() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Lets go of the folder. */
  public void release() {
    synchronized (HELD) {
      HELD.remove(folder);
      try {
        if (channel.isOpen()) {
          lock.release();
          channel.close();
        }
      } catch (IOException e) {
        // the lock ends with the process at the latest
        LOG.warn("case folder not released: {}", e.getMessage());
      }
    }
  }
}
