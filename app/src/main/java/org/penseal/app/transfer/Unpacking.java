// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.upkeep.UpkeepException.NotTaken;

/** Writes the files of a station into a folder, and compares each with its digest. */
final class Unpacking {
  private static final int MOST_CONTENTS_BYTES = 64 << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Contents contents;
  private final Path folder;
  private final Set<String> seen = new HashSet<>();

  private Unpacking(Contents contents, Path folder) {
    this.contents = contents;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Unpacks it.
   *
   * @param folder empty
   * @param name by which the file is called in failures
   * @throws NotTaken if it is no such file, or not whole
   */
  static Contents of(Path zip, Path folder, String name) throws NotTaken, IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      ZipEntry first = in.getNextEntry();
      if (first == null || !first.getName().equals(Contents.NAME)) {
        throw new NotTaken(name, NotTaken.Why.FORM);
      }
      Contents contents = Contents.decode(in.readNBytes(MOST_CONTENTS_BYTES), name);
      Unpacking unpacking = new Unpacking(contents, folder);
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        unpacking.take(each.getName(), in);
      }
      for (String each : contents.files().keySet()) {
        if (!unpacking.seen.contains(each)) {
          throw new NotTaken(each, NotTaken.Why.DIFFERS);
        }
      }
      return contents;
    } catch (ZipException e) {
      throw new NotTaken(name, NotTaken.Why.FORM);
    }
  }

  private void take(String name, InputStream content) throws NotTaken, IOException {
    Contents.Part part = contents.files().get(name);
    Path target = folder.resolve(name).normalize();
    if (part == null || !target.startsWith(folder) || target.equals(folder) || !seen.add(name)) {
      throw new NotTaken(name, NotTaken.Why.DIFFERS);
    }
    OwnerOnly.folder(Objects.requireNonNull(target.getParent()));
    OwnerOnly.file(target);
    boolean whole;
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
      whole = copy(content, part.bytes(), out);
    }
    if (!whole || !Sm3.hexOfFile(target, part.bytes()).equals(part.sm3())) {
      throw new NotTaken(name, NotTaken.Why.DIFFERS);
    }
  }

  // Never more than the stated length, however far the entry unpacks.
  private static boolean copy(InputStream content, long bytes, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        return false;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    return left == 0 && content.read() < 0;
  }
}
