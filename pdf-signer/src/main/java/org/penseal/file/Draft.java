// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * An output in the making: a hidden file beside its target that takes the target's place when it is
 * published, and is removed when it is closed without that.
 *
 * <p>Publishing forces the contents to the disk, renames in one step and forces the folder. Not
 * safe for several threads at once.
 */
public final class Draft implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 14;
  // Not File.deleteOnExit, which remembers every path until the end.
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> UNFINISHED.forEach(Durable::remove), "drafts"));
  }

  private final Path target;
  private final Path part;
  private final Path folder;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean published;

  private Draft(Path target, Path part, Path folder, FileChannel channel) {
    this.target = target;
    this.part = part;
    this.folder = folder;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /**
   * Begins an output with the permissions that the user's mask gives.
   *
   * @param tag part of the hidden file's name; what a crash left under the same tag is replaced
   * @throws FileException.OutputNotWritable if there is no such folder, or if the target is there
   *     and no regular file
   * @throws FileException.NoRoom if the disk is full
   */
  static Draft tagged(Path target, String tag) throws SigningException {
    try {
      Files.deleteIfExists(part(folder(target), tag));
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
    return begin(target, tag);
  }

  /**
   * Begins an output with the permissions that the user's mask gives; throws as {@link #tagged}.
   */
  public static Draft of(Path target) throws SigningException {
    return unnamed(target);
  }

  /** Begins an output that only its owner may read, where the file system knows owners. */
  public static Draft forOwner(Path target) throws SigningException {
    boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? unnamed(
            target,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : unnamed(target);
  }

  // Nobody would find it again: it goes with the program, also when a signal ends that.
  private static Draft unnamed(Path target, FileAttribute<?>... attributes)
      throws SigningException {
    Draft draft = begin(target, UUID.randomUUID().toString(), attributes);
    UNFINISHED.add(draft.part);
    return draft;
  }

  private static Draft begin(Path target, String tag, FileAttribute<?>... attributes)
      throws SigningException {
    Path folder = folder(target);
    Path part = part(folder, tag);
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      if (!Files.isRegularFile(target) && Files.exists(target)) {
        throw new FileException.OutputNotWritable(target, "is no regular file", null);
      }
      // Not createTempFile: the output gets the permissions that are asked for.
      return new Draft(target, part, folder, FileChannel.open(part, options, attributes));
    } catch (NoSuchFileException e) {
      throw new FileException.OutputNotWritable(target, "no such folder", e);
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
  }

  private static Path folder(Path target) throws SigningException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new FileException.OutputNotWritable(target, "is a folder", null);
    }
    return folder;
  }

  private static Path part(Path folder, String tag) {
    return folder.resolve(".penseal-" + tag + ".part");
  }

  /**
   * Writes contents.
   *
   * @throws FileException.InputUnreadable if it was the input that failed
   * @throws FileException.NoRoom if the disk is full; looked at while the hidden file is there
   * @throws FileException.OutputNotWritable if it cannot be written otherwise
   */
  public void write(Durable.Contents contents) throws SigningException {
    try {
      contents.write(out);
      out.flush();
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
  }

  /**
   * Overwrites bytes that are already written.
   *
   * @param position of the first of them
   */
  public void patch(long position, byte[] bytes) throws SigningException {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest, position + rest.position());
      }
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
  }

  /** The hidden file, for who must read what is written so far. */
  public Path part() {
    return part;
  }

  /**
   * Takes the target's place.
   *
   * @return the length in bytes
   */
  public long publish() throws SigningException {
    return publish(Keeping.DURABLE);
  }

  /**
   * Takes the target's place, forced to the disk or not.
   *
   * @param keeping whether it is forced to the disk
   */
  public long publish(Keeping keeping) throws SigningException {
    boolean forced = keeping == Keeping.DURABLE;
    try {
      if (forced) {
        // Contents and length; its times do not matter.
        channel.force(false);
      }
      long length = channel.size();
      channel.close();
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      published = true;
      if (forced) {
        Durable.force(folder);
      }
      return length;
    } catch (IOException e) {
      throw Failures.writing(target, e);
    }
  }

  @Override
  public void close() throws SigningException {
    try {
      channel.close();
    } catch (IOException e) {
      throw Failures.writing(target, e);
    } finally {
      if (!published) {
        Durable.remove(part);
      }
      UNFINISHED.remove(part);
    }
  }
}
