// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.signature.Hashing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one folder whose files callers may name. Each folder of the way is opened from the one before
 * it and no link is followed, so that nothing outside is reached, also while somebody changes what
 * lies there or puts another folder in its place. Why a file is refused is not said: nobody learns
 * what else there is.
 */
final class SharedFolder {
  private static final Logger LOG = LoggerFactory.getLogger(SharedFolder.class);
  private static final int LONGEST_URI = 4096;
  private static final int DEEPEST = 32;

  private final Optional<Root> root;
  private final Hashing hashing;

  /**
   * What is shared.
   *
   * @param key tells it from what may lie at its place later; empty if the system has none
   */
  private record Root(Path folder, Optional<Object> key) {
    boolean is(BasicFileAttributeView view) throws IOException {
      return key.equals(Optional.ofNullable(view.readAttributes().fileKey()));
    }
  }

  private SharedFolder(Optional<Root> root, Hashing hashing) {
    this.root = root;
    this.hashing = hashing;
  }

  /**
   * The folder as it is now; another that takes its place is not read.
   *
   * @param folder without links, as the rules of the settings have seen it; empty if callers may
   *     name no files
   * @throws WrongField if it is not that folder any more
   */
  static SharedFolder of(Optional<Path> folder, Hashing hashing) throws WrongField {
    Optional<Root> root = folder.isPresent() ? Optional.of(root(folder.get())) : Optional.empty();
    return new SharedFolder(root, hashing);
  }

  private static Root root(Path folder) throws WrongField {
    try {
      BasicFileAttributes found =
          Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isDirectory() || !folder.toRealPath().equals(folder)) {
        throw new WrongField("fileUriFolder", WrongField.Why.VALUE);
      }
      return new Root(folder, Optional.ofNullable(found.fileKey()));
    } catch (IOException e) {
      LOG.debug("no folder to share", e);
      throw new WrongField("fileUriFolder", WrongField.Why.NO_FILE);
    }
  }

  /**
   * Opens a file; the caller closes it.
   *
   * @throws NotAllowed if it is not an ordinary file of the folder
   * @throws ServeException.TooLarge if it is longer
   */
  SteadyFile open(String uri, long mostBytes) throws ServeException.Refusal {
    Root shared = root.orElseThrow(SharedFolder::refused);
    Path path = path(shared.folder(), uri);
    try (DirectoryStream<Path> top = Files.newDirectoryStream(shared.folder())) {
      // Without it a link could be put into the way between the look and the reading.
      if (!(top instanceof SecureDirectoryStream<Path> from)
          || !shared.is(from.getFileAttributeView(BasicFileAttributeView.class))) {
        throw refused();
      }
      return file(opened(from, path), mostBytes);
    } catch (IOException e) {
      LOG.debug("a file that is not read", e);
      throw refused();
    }
  }

  /** Why is not said. */
  static NotAllowed refused() {
    return new NotAllowed(NotAllowed.What.FILE);
  }

  private static Path path(Path root, String uri) throws NotAllowed {
    try {
      URI read = new URI(uri);
      if (uri.length() > LONGEST_URI || !"file".equalsIgnoreCase(read.getScheme())) {
        throw refused();
      }
      Path named = Path.of(read);
      boolean inside = named.startsWith(root) && !named.equals(root);
      if (!inside || !named.equals(named.normalize())) {
        throw refused();
      }
      Path path = root.relativize(named);
      if (path.getNameCount() > DEEPEST) {
        throw refused();
      }
      return path;
    } catch (URISyntaxException | IllegalArgumentException e) {
      LOG.debug("no address of a file", e);
      throw refused();
    }
  }

  private static SeekableByteChannel opened(SecureDirectoryStream<Path> from, Path path)
      throws IOException, NotAllowed {
    Path name = path.getName(0);
    if (path.getNameCount() > 1) {
      try (SecureDirectoryStream<Path> next =
          from.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        return opened(next, path.subpath(1, path.getNameCount()));
      }
    }
    BasicFileAttributeView view =
        from.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    // A pipe would be waited for.
    if (!view.readAttributes().isRegularFile()) {
      throw refused();
    }
    return from.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private SteadyFile file(SeekableByteChannel file, long mostBytes)
      throws IOException, ServeException.TooLarge {
    boolean given = false;
    try {
      long length = file.size();
      if (length > mostBytes) {
        throw new ServeException.TooLarge(mostBytes);
      }
      SteadyFile steady =
          new SteadyFile(Channels.newInputStream(file), length, hashing.start("SM3", length));
      given = true;
      return steady;
    } finally {
      if (!given) {
        file.close();
      }
    }
  }
}
