// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * A regular file that is read from any place and must stay as it is while it is open; the opener
 * closes it. Not safe for several threads at once.
 */
public final class InputFile implements ByteSource, AutoCloseable {
  // FAT counts in steps of two seconds; the rest is for clocks that differ.
  private static final Duration COARSEST = Duration.ofSeconds(10);

  private final Path path;
  private final FileChannel channel;
  private final State opened;
  private final boolean settled;

  private InputFile(Path path, FileChannel channel, State opened, Instant now) {
    this.path = path;
    this.channel = channel;
    this.opened = opened;
    this.settled = opened.before(now.minus(COARSEST));
  }

  /** What changes when a file does; the time of its last change of any kind where it is kept. */
  private record State(long size, FileTime modified, FileTime changed, @Nullable Object key) {
    static State of(Path path) throws IOException {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new NoSuchFileException(path.toString(), null, "is no regular file");
      }
      FileTime modified = found.lastModifiedTime();
      boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
      Object changed = unix ? Files.getAttribute(path, "unix:ctime") : modified;
      return new State(found.size(), modified, (FileTime) changed, found.fileKey());
    }

    boolean before(Instant time) {
      return modified.toInstant().isBefore(time) && changed.toInstant().isBefore(time);
    }
  }

  /**
   * Opens.
   *
   * @throws FileException.InputUnreadable if there is none, or if it is no regular file: every file
   *     is read twice, which a pipe or a device does not allow
   */
  public static InputFile open(Path path) throws SigningException {
    try {
      State state = State.of(path);
      return new InputFile(
          path, FileChannel.open(path, StandardOpenOption.READ), state, Instant.now());
    } catch (NoSuchFileException e) {
      String reason = e.getReason() == null ? "no such file" : e.getReason();
      throw new FileException.InputUnreadable(path, reason, e);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(path, e.getClass().getSimpleName(), e);
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** The number of bytes when it was opened. */
  @Override
  public long length() {
    return opened.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int count) throws IOException {
    try {
      return channel.read(ByteBuffer.wrap(target, offset, count), position);
    } catch (IOException e) {
      throw new InputFailure(path, e);
    }
  }

  /**
   * Makes sure that nobody holds it for writing.
   *
   * @throws FileException.Locked if another process does
   */
  public void requireUnlocked() throws SigningException {
    try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      if (lock == null) {
        throw new FileException.Locked(path, null);
      }
    } catch (IOException e) {
      throw new FileException.InputUnreadable(path, "cannot be opened", e);
    }
  }

  /**
   * Whether it is still what was opened, by its length, times and identity alone; false also where
   * these cannot tell: a file that was written just before the opening could have been written
   * again within the same step of its clock.
   */
  public boolean surelyUnchanged() {
    try {
      return settled && State.of(path).equals(opened);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks whether length, times of change and identity are those of the opening.
   *
   * @throws FileException.InputChanged if not
   */
  public void requireUnchanged() throws SigningException {
    try {
      if (!State.of(path).equals(opened)) {
        throw new FileException.InputChanged(path, null);
      }
    } catch (IOException e) {
      throw new FileException.InputChanged(path, e);
    }
  }

  @Override
  public void close() throws SigningException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new FileException.InputUnreadable(path, e.getClass().getSimpleName(), e);
    }
  }
}
