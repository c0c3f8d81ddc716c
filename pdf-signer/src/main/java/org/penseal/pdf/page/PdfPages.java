// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * The pages of one PDF, to look at and to search.
 *
 * <p>Not safe for several threads at once. The one who opened it closes it.
 */
public final class PdfPages implements AutoCloseable {
  // More than A0 at 300 dpi is refused, so that a hostile page size cannot take all memory.
  private static final double MOST_PIXELS = 150e6;

  private final Path file;
  private final PDDocument document;
  private final PDFRenderer renderer;
  private List<PDPage> pages = List.of();

  private PdfPages(Path file, PDDocument document) {
    this.file = file;
    this.document = document;
    this.renderer = new PageRenderer(document);
  }

  /**
   * Opens a file.
   *
   * @param password or null
   * @throws FileException.InputUnreadable if it cannot be read
   * @throws DocumentException.NotPdf if it is no PDF
   * @throws DocumentException.Damaged if it is cut off
   * @throws DocumentException.Encrypted without a password or with a wrong one
   */
  public static PdfPages open(Path file, @Nullable String password) throws SigningException {
    return new PdfPages(file, OpenPdf.lenient(file, password));
  }

  /** How many pages there are. */
  public int count() {
    return document.getNumberOfPages();
  }

  /**
   * The size of a page as displayed.
   *
   * @param page from 1
   * @throws PlacementException.NoSuchPage if there is none
   */
  public Size size(int page) throws SigningException {
    return Size.of(page(page));
  }

  /**
   * A picture of a page.
   *
   * @param page from 1
   * @param dpi dots for each inch
   * @return RGB
   * @throws PlacementException.NoSuchPage if there is none
   * @throws DocumentException.Damaged if it cannot be drawn or would be larger than 150 megapixels
   */
  public BufferedImage picture(int page, int dpi) throws SigningException {
    Size size = size(page);
    double scale = dpi / 72.0;
    if (size.width() * scale * size.height() * scale > MOST_PIXELS) {
      throw new DocumentException.Damaged(file, "page " + page + " is too large", null);
    }
    try {
      return renderer.renderImageWithDPI(page - 1, dpi, ImageType.RGB);
    } catch (IOException | RuntimeException e) {
      throw new DocumentException.Damaged(file, "page " + page + " cannot be drawn", e);
    }
  }

  /** The sizes of all pages as displayed, in order. */
  public List<Size> sizes() throws SigningException {
    return inOrder().stream().map(Size::of).toList();
  }

  // One walk through the tree; looked up one by one, each would be a walk of its own.
  private List<PDPage> inOrder() throws SigningException {
    if (pages.isEmpty()) {
      pages =
          read(
              () -> {
                List<PDPage> all = new ArrayList<>();
                document.getPages().forEach(all::add);
                return all;
              });
    }
    return pages;
  }

  private <T> T read(OpenPdf.Work<T> work) throws SigningException {
    try {
      return OpenPdf.guarded(file, work);
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "cannot be read", e);
    }
  }

  /**
   * A picture of a page on white.
   *
   * @param page from 1
   * @param pixelsPerPoint its scale
   * @return RGB
   * @throws PlacementException.NoSuchPage if there is none
   * @throws DocumentException.Damaged if it cannot be drawn or would be larger than 150 megapixels
   */
  public BufferedImage scaled(int page, double pixelsPerPoint) throws SigningException {
    Size size = size(page);
    if (size.width() * size.height() * pixelsPerPoint * pixelsPerPoint > MOST_PIXELS) {
      throw new DocumentException.Damaged(file, "page " + page + " is too large", null);
    }
    return read(() -> renderer.renderImage(page - 1, (float) pixelsPerPoint, ImageType.RGB));
  }

  /** The signature fields, empty and signed, in the document's order. */
  public List<SignatureMark> signatureMarks() throws SigningException {
    return read(() -> SignatureMark.of(document, inOrder()));
  }

  /**
   * What a rectangle on a page can be lined up with.
   *
   * @param page from 1
   */
  public PageGuides guides(int page) throws SigningException {
    return read(() -> PageGuides.of(document, page));
  }

  /**
   * Where a text stands on one page, in small letters or capitals.
   *
   * @param page from 1
   */
  public List<KeywordSearch.Hit> find(String text, int page) throws SigningException {
    return read(() -> KeywordSearch.onPage(document, text, page, true));
  }

  /**
   * Where a keyword beside which a signature goes stands on one page: letter by letter.
   *
   * @param page from 1
   */
  public List<KeywordSearch.Hit> findKeyword(String text, int page) throws SigningException {
    return read(() -> KeywordSearch.onPage(document, text, page, false));
  }

  /** The first line of text of the first page; empty if it has none. */
  public String firstLine() throws SigningException {
    return read(
        () -> TextLines.of(document, 1).stream().findFirst().map(TextLines.Line::text).orElse(""));
  }

  /** The names of all fields of the form, in its order. */
  public List<String> fieldNames() throws SigningException {
    return read(
        () -> {
          PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
          List<String> names = new ArrayList<>();
          if (form != null) {
            form.getFieldTree().forEach(field -> names.add(field.getFullyQualifiedName()));
          }
          return names;
        });
  }

  /** The document's title from its information dictionary; empty if there is none. */
  public String title() {
    String title = document.getDocumentInformation().getTitle();
    return title == null ? "" : title.strip();
  }

  /**
   * Where a text stands.
   *
   * @throws DocumentException.Damaged if the text cannot be read
   */
  public List<KeywordSearch.Hit> find(String keyword) throws SigningException {
    try {
      return KeywordSearch.find(document, keyword);
    } catch (IOException e) {
      throw new DocumentException.Damaged(file, "text cannot be read", e);
    }
  }

  private PDPage page(int page) throws SigningException {
    if (page < 1 || page > document.getNumberOfPages()) {
      throw new PlacementException.NoSuchPage(page, document.getNumberOfPages(), null);
    }
    return document.getPage(page - 1);
  }

  @Override
  public void close() {
    try {
      document.close();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(PdfPages.class).warn("closing a document failed", e);
    }
  }

  /**
   * The size of a displayed page.
   *
   * @param width points
   * @param height points
   */
  public record Size(double width, double height) {
    static Size of(PDPage page) {
      var box = page.getCropBox();
      boolean turned = page.getRotation() % 180 != 0;
      return turned
          ? new Size(box.getHeight(), box.getWidth())
          : new Size(box.getWidth(), box.getHeight());
    }
  }
}
