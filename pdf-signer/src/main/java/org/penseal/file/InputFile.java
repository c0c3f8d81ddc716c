// SPDX-License-Identifier: Apache-2.0
package org.penseal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * A regular file that is read from any place and must stay as it is while it is open; the opener
 * closes it. Not safe for several threads at once.
 */
public final class InputFile implements ByteSource, AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final BasicFileAttributes opened;

  private InputFile(Path path, FileChannel channel, BasicFileAttributes opened) {
    this.path = path;
    this.channel = channel;
    this.opened = opened;
  }

  /**
   * Opens.
   *
   * @throws FileException.InputUnreadable if there is none, or if it is no regular file: every file
   *     is read twice, which a pipe or a device does not allow
   */
  public static InputFile open(Path path) throws SigningException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new FileException.InputUnreadable(path, "is no regular file", null);
      }
      return new InputFile(path, FileChannel.open(path, StandardOpenOption.READ), attributes);
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
   * Looks whether length, time of change and identity are those of the opening.
   *
   * @throws FileException.InputChanged if not
   */
  public void requireUnchanged() throws SigningException {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (now.size() != opened.size()
          || !now.lastModifiedTime().equals(opened.lastModifiedTime())
          || !Objects.equals(now.fileKey(), opened.fileKey())) {
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
