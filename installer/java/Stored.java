// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the jars of a folder anew, their entries in the same order, of one time and not compressed: a
 * package compresses all of them together, a fifth better, and classes are read faster.
 */
final class Stored {
  // Some entries were written anew when signatures were taken out; no build shall differ for it.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Stored() {}

  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
      for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
        Path part = jar.resolveSibling(jar.getFileName() + ".part");
        write(jar, part);
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void write(Path jar, Path part) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
      List<? extends ZipEntry> entries = Collections.list(in.entries());
      for (ZipEntry each : entries) {
        byte[] bytes;
        try (InputStream content = in.getInputStream(each)) {
          bytes = content.readAllBytes();
        }
        CRC32 check = new CRC32();
        check.update(bytes);
        ZipEntry stored = new ZipEntry(each.getName());
        stored.setTimeLocal(TIME);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(check.getValue());
        out.putNextEntry(stored);
        out.write(bytes);
        out.closeEntry();
      }
    }
  }
}
