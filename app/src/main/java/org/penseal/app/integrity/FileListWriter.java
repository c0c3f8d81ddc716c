// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.penseal.digest.NativeSm3;
import org.penseal.signature.Hashing;

/** Writes the list of files of an image, when a package is made. */
public final class FileListWriter {
  // What an installation may leave out: documentation, pictures, words for shells.
  private static final String EXTRA = "/usr/share/";
  // Settings, which are the administrator's.
  private static final String SETTINGS = "/etc/";

  private final Path image;
  private final Hashing hashing = new NativeSm3(Hashing.jca());
  private final List<FileList.Entry> entries = new ArrayList<>();

  private FileListWriter(Path image) {
    this.image = image;
  }

  /**
   * Writes it into the image.
   *
   * @param image the program's folder
   * @param tree root of a tree as it will lie on a system, with the image in it; without one the
   *     image is listed alone
   * @return how many files stand in it
   */
  public static int write(Path image, List<Path> tree) throws IOException {
    FileListWriter writer = new FileListWriter(image);
    Files.deleteIfExists(image.resolve(InstalledImage.LIST));
    Files.deleteIfExists(image.resolve(InstalledImage.SIGNATURE));
    writer.add(image, "");
    for (Path each : tree) {
      writer.add(each, "/");
    }
    Files.writeString(
        image.resolve(InstalledImage.LIST),
        FileList.of(writer.entries).text(),
        StandardCharsets.UTF_8);
    return writer.entries.size();
  }

  private void add(Path root, String before) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = before + root.relativize(each);
        boolean own = !before.isEmpty() && each.startsWith(image);
        if (!own
            && !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
            && !name.startsWith(SETTINGS)) {
          entries.add(entry(each, name));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private FileList.Entry entry(Path file, String name) throws IOException {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IOException("a name of control characters: " + name);
    }
    if (Files.isSymbolicLink(file)) {
      return new FileList.Link(name, Files.readSymbolicLink(file).toString());
    }
    return new FileList.Regular(
        name, Files.size(file), FileCheck.sm3(file, hashing), name.startsWith(EXTRA));
  }
}
