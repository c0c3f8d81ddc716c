// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where contents lie while they are worked on: each call has a folder at random that only the
 * program's user can read, removed when the call is over. What a crash left is removed at the
 * start. All calls together take no more than a part of the disk: whoever may call could otherwise
 * fill it.
 */
public final class WorkFolder {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);
  private static final Pattern DESK = Pattern.compile("[0-9a-f]{32}");
  private static final int BUFFER_BYTES = 1 << 16;
  // A result is as long as what came in, and sometimes there is one between them.
  private static final int PART_OF_FREE = 4;
  private static final long MOST_BYTES = 16L << 30;

  private final Path folder;
  private final Hashing hashing;
  private final SecureRandom random;
  private final AtomicLong room;

  private WorkFolder(Path folder, long room, Hashing hashing, SecureRandom random) {
    this.room = new AtomicLong(room);
    this.folder = folder;
    this.hashing = hashing;
    this.random = random;
  }

  /**
   * Opens it without what earlier calls have left; what is named otherwise is somebody else's and
   * stays.
   *
   * @throws ServeException.DataUnusable if it cannot be written
   */
  public static WorkFolder open(Path folder, Hashing hashing, SecureRandom random)
      throws ServeException {
    try {
      OwnerOnly.folder(folder);
      removeLeft(folder);
      long free = Files.getFileStore(folder).getUsableSpace() / PART_OF_FREE;
      return new WorkFolder(folder, Math.min(MOST_BYTES, free), hashing, random);
    } catch (IOException e) {
      throw new ServeException.DataUnusable(folder, e);
    }
  }

  /** A folder of one call; whoever asked for it closes it. */
  Desk desk() throws IOException {
    byte[] name = new byte[16];
    random.nextBytes(name);
    return new Desk(OwnerOnly.folder(folder.resolve(HexFormat.of().formatHex(name))));
  }

  /** Takes the place of this folder out of a text for a caller. */
  String without(String text) {
    return text.replaceAll(Pattern.quote(folder.toString()) + "/[0-9a-f]{32}/", "");
  }

  /** The files of one call. */
  final class Desk implements AutoCloseable {
    private final Path own;
    private long taken;

    private Desk(Path own) {
      this.own = own;
    }

    /** A file of this name, which may not exist yet. */
    Path file(String name) {
      return own.resolve(name);
    }

    /**
     * Puts what is read into a file.
     *
     * @return SM3 of it
     * @throws ServeException.Busy if all calls together would take too much of the disk
     */
    Octets take(InputStream in, String name) throws IOException, ServeException.Busy {
      MessageDigest digest = hashing.start("SM3");
      try (OutputStream out =
          Files.newOutputStream(
              file(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count;
        while ((count = in.read(buffer)) >= 0) {
          taken += count;
          if (room.addAndGet(-count) < 0) {
            throw new ServeException.Busy();
          }
          digest.update(buffer, 0, count);
          out.write(buffer, 0, count);
        }
      }
      return Octets.of(digest.digest());
    }

    @Override
    public void close() {
      room.addAndGet(taken);
      taken = 0;
      try {
        remove(own);
      } catch (IOException e) {
        LOG.warn("the files of a call could not be removed: {}", e.getClass().getSimpleName());
      }
    }
  }

  private static void removeLeft(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path each : children) {
        if (DESK.matcher(each.getFileName().toString()).matches()) {
          remove(each);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw new IOException("cannot be listed", e);
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
