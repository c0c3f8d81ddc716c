// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was dropped on the window: files, and folders whose PDFs are taken by name, without their
 * subfolders.
 *
 * @param pdfs the PDFs, each once, in order
 * @param leftOut names of what is none, cannot be read, or is more than a queue takes
 */
public record DroppedFiles(List<Path> pdfs, List<String> leftOut) {
  /** The most files of one queue. */
  public static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(DroppedFiles.class);
  // ISO 32000-2, 7.5.2: the header need not be at the very beginning of what readers open.
  private static final int HEAD_BYTES = 1024;
  private static final byte[] HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** Copies the lists. */
  public DroppedFiles {
    pdfs = List.copyOf(pdfs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Looks at them; reads the beginning of each file, on the calling thread, until that is
   * interrupted.
   */
  public static DroppedFiles of(Collection<Path> dropped) {
    Set<Path> pdfs = new LinkedHashSet<>();
    List<String> leftOut = new ArrayList<>();
    for (Path each : dropped) {
      boolean folder = Files.isDirectory(each);
      for (Path file : folder ? inside(each) : List.of(each)) {
        if (Thread.currentThread().isInterrupted()) {
          return new DroppedFiles(List.copyOf(pdfs), leftOut);
        }
        boolean hidden = folder && !isNamedPdf(file);
        if (!hidden && pdfs.size() < MOST && isPdf(file)) {
          pdfs.add(file.toAbsolutePath());
        } else if (!hidden) {
          leftOut.add(String.valueOf(file.getFileName()));
        }
      }
    }
    return new DroppedFiles(List.copyOf(pdfs), leftOut);
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) { // the second one while it is listed
      LOG.info("a folder cannot be read", e);
      return List.of();
    }
  }

  private static boolean isNamedPdf(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf");
  }

  private static boolean isPdf(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      for (int i = 0; i + HEAD.length <= head.length; i++) {
        if (Arrays.equals(head, i, i + HEAD.length, HEAD, 0, HEAD.length)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      LOG.info("a file cannot be read", e);
      return false;
    }
  }
}
