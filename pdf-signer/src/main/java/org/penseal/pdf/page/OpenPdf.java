// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import org.penseal.file.InputFailure;
import org.penseal.file.InputFile;
import org.penseal.pdf.raw.RawFile;
import org.penseal.pdf.raw.Source;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Opens PDF files and tells the ways apart in which that fails. */
public final class OpenPdf {
  // ISO 32000-1, annex H.3: readers look for the header and the trailer in the first and last 1024
  // bytes.
  private static final int MARGIN = 1024;
  // Higher numbers are verified in a file that is as long.
  private static final int LARGEST_SIZE_KEPT = 65_000;

  private OpenPdf() {}

  /**
   * Opens for signing or verifying: nothing is repaired.
   *
   * @param password user or owner password, or null
   * @return the document; the caller closes it
   * @throws FileException.InputUnreadable if the file cannot be read
   * @throws DocumentException.NotPdf if it has no PDF header
   * @throws DocumentException.Damaged if it is cut off or its cross references are broken
   * @throws DocumentException.Encrypted without a password or with a wrong one
   */
  public static PDDocument strict(Path file, @Nullable String password) throws SigningException {
    requireRegular(file);
    try {
      RandomAccessRead source = HeldBytes.of(file, Long.MAX_VALUE);
      try {
        return parsed(file, source, password);
      } catch (IOException | SigningException | RuntimeException e) {
        source.close();
        throw e;
      }
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, e.getClass().getSimpleName(), e);
    }
  }

  /**
   * A document that is going to be updated incrementally.
   *
   * @param document to be closed
   * @param source what it is read from
   */
  public record Update(PDDocument document, SourceFile source) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      document.close();
    }
  }

  /**
   * Opens for an incremental update: nothing is repaired.
   *
   * @param file stays open, and has to stay so as long as the document
   * @throws SigningException as {@link #strict}
   */
  public static Update update(InputFile file, @Nullable String password) throws SigningException {
    SourceFile source = new SourceFile(file);
    try {
      PDDocument document = parsed(file.path(), source, password);
      keepSize(document);
      return new Update(document, source);
    } catch (InputFailure e) {
      throw new FileException.InputUnreadable(file.path(), "cannot be read", e);
    } catch (IOException e) {
      throw new DocumentException.Damaged(file.path(), "cannot be parsed", e);
    }
  }

  // New objects get numbers above the size, which counts free ones, too (ISO 32000-2, 7.5.5).
  // PDFBox goes by the objects in use, and MuPDF repairs a file whose size becomes smaller.
  private static void keepSize(PDDocument document) {
    COSDocument objects = document.getDocument();
    long size = objects.getTrailer().getLong(COSName.SIZE, 0);
    if (size > objects.getHighestXRefObjectNumber() && size <= LARGEST_SIZE_KEPT) {
      objects.setHighestXRefObjectNumber(size - 1);
    }
  }

  /** Works on what a document holds. */
  @FunctionalInterface
  public interface Work<T> {
    T done() throws SigningException, IOException;
  }

  /**
   * Does work on a document that was opened: PDFBox looks at most of a file only when it is asked
   * for, meets a hostile structure with whatever exception comes first, and follows a deep or large
   * one until stack or memory end.
   *
   * @throws DocumentException.Damaged if its structure cannot be followed
   */
  public static <T> T guarded(Path file, Work<T> work) throws SigningException, IOException {
    try {
      return work.done();
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new DocumentException.Damaged(file, "structure cannot be followed", e);
    } catch (RuntimeException e) {
      if (ours(e)) {
        throw e;
      }
      throw new DocumentException.Damaged(file, "structure cannot be followed", e);
    }
  }

  // A fault of this program must not be put down to the file.
  private static boolean ours(RuntimeException e) {
    return Arrays.stream(e.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith("org.penseal.") || name.startsWith("org.apache."))
        .findFirst()
        .map(name -> name.startsWith("org.penseal."))
        .orElse(false);
  }

  private static PDDocument parsed(Path file, RandomAccessRead source, @Nullable String password)
      throws SigningException, IOException {
    requireFrame(file, source);
    requireBounds(file, source);
    try {
      return closing(source, new HeldParser(source, password == null ? "" : password));
    } catch (InvalidPasswordException e) {
      throw new DocumentException.Encrypted(file, password != null, e);
    } catch (InputFailure e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new DocumentException.Damaged(file, "cannot be parsed", e);
    }
  }

  private static PDDocument closing(RandomAccessRead source, PDFParser parser) throws IOException {
    PDDocument document = parser.parse(false);
    if (document.getDocumentCatalog().getPages().getCount() == 0) {
      document.close();
      throw new IOException("no pages in " + source.length() + " bytes");
    }
    return document;
  }

  /**
   * Opens for reading and display only: small faults are repaired in memory.
   *
   * @throws SigningException as {@link #strict}
   */
  public static PDDocument lenient(Path file, @Nullable String password) throws SigningException {
    requireRegular(file);
    try (RandomAccessRead source = new RandomAccessReadBufferedFile(file)) {
      requireFrame(file, source);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, e.getClass().getSimpleName(), e);
    }
    return repaired(file, password);
  }

  /**
   * Opens whatever PDFBox can make of it, also a file that is cut off.
   *
   * @throws DocumentException.Damaged if it is beyond repair
   * @throws DocumentException.Encrypted without a password or with a wrong one
   */
  public static PDDocument repaired(Path file, @Nullable String password) throws SigningException {
    requireRegular(file);
    try (RandomAccessRead source = new RandomAccessReadBufferedFile(file)) {
      requireBounds(file, source);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, e.getClass().getSimpleName(), e);
    }
    try {
      RandomAccessRead source = new RandomAccessReadBufferedFile(file);
      try {
        return new HeldParser(source, password == null ? "" : password).parse();
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        source.close();
        throw e;
      }
    } catch (InvalidPasswordException e) {
      throw new DocumentException.Encrypted(file, password != null, e);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw new FileException.InputUnreadable(file, e.getClass().getSimpleName(), e);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new DocumentException.Damaged(file, "cannot be parsed", e);
    }
  }

  // Whoever opens a pipe waits for somebody who writes to it, and a device may have no end.
  private static void requireRegular(Path file) throws FileException.InputUnreadable {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileException.InputUnreadable(file, "is no regular file", null);
    }
  }

  // PDFBox would make every entry that a cross reference stream promises.
  private static void requireBounds(Path file, RandomAccessRead source)
      throws SigningException, IOException {
    if (new RawFile(new Octets(source)).exhausting(source.length())) {
      throw new DocumentException.Damaged(file, "cross references without bounds", null);
    }
    source.seek(0);
  }

  private record Octets(RandomAccessRead source) implements Source {
    @Override
    public long length() throws IOException {
      return source.length();
    }

    @Override
    public byte[] at(long offset, int count) throws IOException {
      byte[] bytes = new byte[(int) Math.min(count, Math.max(0, source.length() - offset))];
      source.seek(offset);
      source.readFully(bytes);
      return bytes;
    }
  }

  private static void requireFrame(Path file, RandomAccessRead source)
      throws SigningException, IOException {
    if (source.length() == 0) {
      throw new DocumentException.Empty(file);
    }
    int margin = (int) Math.min(MARGIN, source.length());
    if (!text(source, 0, margin).contains("%PDF-")) {
      throw new DocumentException.NotPdf(file, null);
    }
    if (!text(source, source.length() - margin, margin).contains("%%EOF")) {
      throw new DocumentException.Damaged(file, "no end-of-file mark", null);
    }
    source.seek(0);
  }

  private static String text(RandomAccessRead source, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    source.seek(from);
    source.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
