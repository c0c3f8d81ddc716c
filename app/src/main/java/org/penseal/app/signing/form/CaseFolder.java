// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a case that is not ended: what a restart needs to finish it. The folder is locked by
 * the process that works on the case, so that another one can tell a crash from a case that is
 * alive.
 */
public final class CaseFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CaseFolder.class);

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
    Path folder = Files.createDirectories(cases.resolve(caseId));
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new CaseFolder(folder, channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // held within this process
    }
    channel.close();
    return Optional.empty();
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** Writes a file so that it is there whole, also after a loss of power, or not at all. */
  public void write(String name, byte[] content) throws IOException {
    DurableFile.write(folder.resolve(name), content);
  }

  /** A file's content, or empty if it was not written. */
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
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
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // the lock ends with the process at the latest
      LOG.warn("case folder not released: {}", e.getMessage());
    }
  }
}
