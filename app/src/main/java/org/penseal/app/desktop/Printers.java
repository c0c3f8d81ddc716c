// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.print.Printable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.print.CancelablePrintJob;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The printers of this computer, by name. Pages are printed as pictures of 200 dots an inch, so
 * that paper shows what the screen does. Not on the JavaFX thread: both calls may take seconds.
 */
public final class Printers {
  private static final int DPI = 200;
  private static final double POINTS = 72;
  private static final Logger LOG = LoggerFactory.getLogger(Printers.class);

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
   * Prints a PDF: the whole of it, or nothing where the printer takes a document at its end.
   *
   * @param password or null
   * @param printer its name
   * @param wanted whether somebody still wants it; asked before each page
   * @return whether it was printed; false if nobody wanted it any more
   * @throws PrintException if there is no such printer, or it refuses
   * @throws SigningException if the file cannot be read
   */
  public static boolean print(
      Path file, @Nullable String password, String printer, BooleanSupplier wanted)
      throws SigningException, PrintException {
    PrintService service =
        Arrays.stream(all())
            .filter(each -> each.getName().equals(printer))
            .findFirst()
            .orElseThrow(() -> new PrintException("no printer " + printer));
    return print(file, password, service.createPrintJob(), wanted);
  }

  /** The same on a job of a printer. */
  static boolean print(
      Path file, @Nullable String password, DocPrintJob job, BooleanSupplier wanted)
      throws SigningException, PrintException {
    AtomicReference<SigningException> failed = new AtomicReference<>();
    AtomicBoolean stopped = new AtomicBoolean();
    try (PdfPages pages = PdfPages.open(file, password)) {
      Printable printable =
          (graphics, format, index) -> {
            if (!stopped.get() && !wanted.getAsBoolean()) {
              stopped.set(true);
              stop(job);
            }
            if (stopped.get() || index >= pages.count()) {
              return Printable.NO_SUCH_PAGE;
            }
            try {
              draw((Graphics2D) graphics, pages, index + 1, format);
              return Printable.PAGE_EXISTS;
            } catch (SigningException e) {
              failed.set(e);
              stopped.set(true);
              stop(job);
              return Printable.NO_SUCH_PAGE;
            }
          };
      Doc doc = new SimpleDoc(printable, DocFlavor.SERVICE_FORMATTED.PRINTABLE, null);
      HashPrintRequestAttributeSet wishes = new HashPrintRequestAttributeSet();
      wishes.add(new JobName(String.valueOf(file.getFileName()), null));
      job.print(doc, wishes);
    } catch (PrintException e) {
      if (!stopped.get()) {
        throw e;
      }
      LOG.debug("the job was stopped", e);
    }
    if (failed.get() != null) {
      throw failed.get();
    }
    return !stopped.get();
  }

  // Else the pages until then would be printed as if they were the document.
  private static void stop(DocPrintJob job) {
    if (job instanceof CancelablePrintJob cancelable) {
      try {
        cancelable.cancel();
      } catch (PrintException e) {
        LOG.info("a print job cannot be stopped", e);
      }
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
