// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.database.ArchiveDatabase;
import org.penseal.app.upkeep.UpkeepException.NotTaken;
import org.penseal.app.workplace.Version;

/**
 * Copies the files of a data folder and packs the copies, so that what others write meanwhile does
 * not come between a file and its digest.
 */
final class Packing {
  /** Name of the archive's file. */
  static final String DATABASE = "archive.db";

  private static final String HEAD = "archive.head";
  private static final String KEY = "archive.key";

  // What is made anew where it is missing, belongs to this computer, or is copied otherwise.
  private static final Set<String> LEFT_OUT =
      Set.of(
          DATABASE,
          "archive.db-wal",
          "archive.db-shm",
          "archive.head.lock",
          "logs",
          "revocation",
          "documents",
          "queue.json",
          "queue.lock",
          "serve-demo");

  private final Path data;
  private final Path copies;
  private final Map<String, Path> files = new TreeMap<>();

  private Packing(Path data, Path copies) {
    this.data = data;
    this.copies = copies;
  }

  /**
   * Copies.
   *
   * @param data a folder, by its real path
   * @param copies not there yet
   * @throws NotTaken if something in it is neither folder nor regular file, or there is no key
   */
  static Packing copy(Path data, Path copies) throws NotTaken, IOException {
    OwnerOnly.folder(copies);
    Packing packing = new Packing(data, copies);
    // The head before the archive: a log that goes on from it fits, one behind it does not.
    Path head = data.resolve(HEAD);
    if (Files.isRegularFile(head, LinkOption.NOFOLLOW_LINKS)) {
      packing.add(HEAD, head);
    }
    Visitor visitor = packing.new Visitor();
    Files.walkFileTree(data, visitor);
    if (visitor.strange != null) {
      throw new NotTaken(visitor.strange.toString(), NotTaken.Why.ENTRY);
    }
    if (!packing.files.containsKey(KEY)) {
      throw new NotTaken(data.resolve(KEY).toString(), NotTaken.Why.ENTRY);
    }
    Path database = copies.resolve(DATABASE);
    ArchiveDatabase.copy(data.resolve(DATABASE), database);
    packing.files.put(DATABASE, database);
    return packing;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private @Nullable Path strange;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (isLeftOut(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        strange = file;
        return FileVisitResult.TERMINATE;
      }
      String name = data.relativize(file).toString().replace('\\', '/');
      if (!files.containsKey(name)) {
        add(name, file);
      }
      return FileVisitResult.CONTINUE;
    }

    // What another process removes meanwhile is not of the station any more.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  private boolean isLeftOut(Path path) {
    return LEFT_OUT.contains(data.relativize(path).toString())
        || path.getFileName().toString().startsWith(HiddenFolder.PREFIX);
  }

  private void add(String name, Path file) throws IOException {
    Path copy = copies.resolve(name);
    OwnerOnly.folder(Objects.requireNonNull(copy.getParent()));
    OwnerOnly.file(copy);
    try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
      Files.copy(file, out);
    } catch (NoSuchFileException e) {
      // Removed meanwhile by another process.
      Files.deleteIfExists(copy);
      return;
    }
    files.put(name, copy);
  }

  /**
   * Packs the copies.
   *
   * @param head how far the archive went at least
   * @return how many
   */
  int pack(ArchiveLog.Head head, Path zip) throws IOException {
    Map<String, Contents.Part> parts = new LinkedHashMap<>();
    for (Map.Entry<String, Path> each : files.entrySet()) {
      long bytes = Files.size(each.getValue());
      parts.put(each.getKey(), new Contents.Part(bytes, Sm3.hexOfFile(each.getValue(), bytes)));
    }
    Contents contents = new Contents(Version.NUMBER, head.number(), head.mac(), parts);
    OwnerOnly.file(zip);
    try (OutputStream file = Files.newOutputStream(zip, StandardOpenOption.WRITE);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(Contents.NAME));
      out.write(contents.encode());
      for (Map.Entry<String, Path> each : files.entrySet()) {
        out.putNextEntry(new ZipEntry(each.getKey()));
        Files.copy(each.getValue(), out);
      }
      out.closeEntry();
    }
    return files.size();
  }
}
