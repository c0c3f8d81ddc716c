// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.print.Printable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.DocPrintJob;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.SimpleDoc;
import javax.print.attribute.HashPrintRequestAttributeSet;
import javax.print.attribute.standard.JobName;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.SigningException;

/**
 * The printers of this computer, by name. Pages are printed as pictures of 200 dots an inch, so
 * that paper shows what the screen does. Not on the JavaFX thread: both calls may take seconds.
 */
public final class Printers {
  private static final int DPI = 200;
  private static final double POINTS = 72;

  private Printers() {}

  /** Their names, the system's default first; empty if there is none. */
  public static List<String> names() {
    PrintService usual = PrintServiceLookup.lookupDefaultPrintService();
    return Arrays.stream(all())
        .map(PrintService::getName)
        .distinct()
        .sorted((a, b) -> Boolean.compare(isOf(usual, b), isOf(usual, a)))
        .toList();
  }

  private static PrintService[] all() {
    return PrintServiceLookup.lookupPrintServices(DocFlavor.SERVICE_FORMATTED.PRINTABLE, null);
  }

  private static boolean isOf(@Nullable PrintService service, String name) {
    return service != null && service.getName().equals(name);
  }

  /**
   * Prints a PDF.
   *
   * @param password or null
   * @param printer its name
   * @throws PrintException if there is no such printer, or it refuses
   * @throws SigningException if the file cannot be read
   */
  public static void print(Path file, @Nullable String password, String printer)
      throws SigningException, PrintException {
    PrintService service =
        Arrays.stream(all())
            .filter(each -> each.getName().equals(printer))
            .findFirst()
            .orElseThrow(() -> new PrintException("no printer " + printer));
    print(file, password, service.createPrintJob());
  }

  /** The same on a job of a printer. */
  static void print(Path file, @Nullable String password, DocPrintJob job)
      throws SigningException, PrintException {
    AtomicReference<SigningException> failed = new AtomicReference<>();
    try (PdfPages pages = PdfPages.open(file, password)) {
      Printable printable =
          (graphics, format, index) -> {
            if (index >= pages.count() || failed.get() != null) {
              return Printable.NO_SUCH_PAGE;
            }
            try {
              draw((Graphics2D) graphics, pages, index + 1, format);
              return Printable.PAGE_EXISTS;
            } catch (SigningException e) {
              failed.set(e);
              return Printable.NO_SUCH_PAGE;
            }
          };
      Doc doc = new SimpleDoc(printable, DocFlavor.SERVICE_FORMATTED.PRINTABLE, null);
      HashPrintRequestAttributeSet wishes = new HashPrintRequestAttributeSet();
      wishes.add(new JobName(String.valueOf(file.getFileName()), null));
      job.print(doc, wishes);
    }
    if (failed.get() != null) {
      throw failed.get();
    }
  }

  // As large as fits on the paper, never enlarged.
  private static void draw(
      Graphics2D graphics, PdfPages pages, int page, java.awt.print.PageFormat format)
      throws SigningException {
    BufferedImage picture = pages.picture(page, DPI);
    double wide = picture.getWidth() * POINTS / DPI;
    double high = picture.getHeight() * POINTS / DPI;
    double scale =
        Math.min(
            1, Math.min(format.getImageableWidth() / wide, format.getImageableHeight() / high));
    graphics.translate(format.getImageableX(), format.getImageableY());
    graphics.scale(scale * POINTS / DPI, scale * POINTS / DPI);
    graphics.drawImage(picture, 0, 0, null);
  }
}
