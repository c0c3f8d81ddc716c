// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.app.disk.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hidden folder of its owner alone, gone when it is closed, and when the program is told to end.
 * What a killed program left is removed by the next that works at the same place; a lock in it says
 * that its program still runs.
 */
final class HiddenFolder implements AutoCloseable {
  /** How its name begins. */
  static final String PREFIX = ".penseal-station";

  private static final Logger LOG = LoggerFactory.getLogger(HiddenFolder.class);
  private static final String LOCK = "lock";
  private static final Duration UNTIL_LOCKED = Duration.ofMinutes(10);
  private static final int TRIES = 20;

  private final Path folder;
  private final FileChannel lock;
  private final Thread hook = Thread.ofPlatform().unstarted(this::removeAtTheEnd);

  private HiddenFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes one, after removing old ones.
   *
   * @param place folder that it lies in; made if missing
   */
  static HiddenFolder in(Path place) throws IOException {
    Files.createDirectories(place);
    removeOld(place);
    Path folder = OwnerOnly.folder(Files.createTempDirectory(place, PREFIX));
    Path file = folder.resolve(LOCK);
    OwnerOnly.file(file);
    FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
    if (!locked(lock)) {
      lock.close();
      throw new IOException("taken by another: " + folder);
    }
    HiddenFolder work = new HiddenFolder(folder, lock);
    try {
      Runtime.getRuntime().addShutdownHook(work.hook);
    } catch (IllegalStateException e) {
      work.empty();
      throw new IOException("the program ends", e);
    }
    return work;
  }

  /** A path in it. */
  Path resolve(String name) {
    return folder.resolve(name);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void removeOld(Path place) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(place)) {
      old =
          all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
              .filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
              .toList();
    }
    for (Path each : old) {
      if (isLeft(each)) {
        remove(each);
      }
    }
  }

  private static boolean isLeft(Path folder) {
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return locked(lock);
    } catch (NoSuchFileException e) {
      // Just made, and about to be locked; or killed in between.
      return isOld(folder);
    } catch (IOException e) {
      LOG.warn("not looked at: {}", folder, e);
      return false;
    }
  }

  private static boolean isOld(Path folder) {
    try {
      Instant made = Files.getLastModifiedTime(folder).toInstant();
      return made.isBefore(Instant.now().minus(UNTIL_LOCKED));
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes a file, or a folder with all that is in it; links are not followed. */
  static void remove(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // Its name tells what it is, and the next run tries again.
      LOG.warn("not removed: {}", folder, e);
    }
  }

  // The flow still runs while the program ends, and may put a file there just now.
  private void removeAtTheEnd() {
    for (int i = 0; i < TRIES && Files.exists(folder); i++) {
      empty();
    }
  }

  private void empty() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("lock not released: {}", folder, e);
    }
    remove(folder);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends: the hook removes it, and so does this.
      LOG.trace("removed while the program ends: {}", folder);
    }
    empty();
  }
}
