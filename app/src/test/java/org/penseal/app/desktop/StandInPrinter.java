// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.awt.image.BufferedImage;
import java.awt.print.PageFormat;
import java.awt.print.Printable;
import java.awt.print.PrinterException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.print.CancelablePrintJob;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.DocPrintJob;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.ServiceUIFactory;
import javax.print.attribute.Attribute;
import javax.print.attribute.AttributeSet;
import javax.print.attribute.HashPrintJobAttributeSet;
import javax.print.attribute.HashPrintServiceAttributeSet;
import javax.print.attribute.PrintJobAttributeSet;
import javax.print.attribute.PrintRequestAttributeSet;
import javax.print.attribute.PrintServiceAttribute;
import javax.print.attribute.PrintServiceAttributeSet;
import javax.print.event.PrintJobAttributeListener;
import javax.print.event.PrintJobListener;
import javax.print.event.PrintServiceAttributeListener;
import org.jspecify.annotations.Nullable;

/**
 * A printer of this process: draws each page as soon as it has paper, and has a document at its
 * end, or not at all.
 */
public final class StandInPrinter implements PrintService {
  private final String name;
  private final Semaphore paper = new Semaphore(0);
  private final List<Integer> printed = new CopyOnWriteArrayList<>();
  private volatile int drawn;
  private volatile boolean refuses;

  /** Puts it among the printers of this computer, where it stays until the process ends. */
  public StandInPrinter(String name) {
    this.name = name;
    PrintServiceLookup.registerService(this);
  }

  /** Gives it so many more sheets; it asks for one more to see that there is no further page. */
  public void paper(int sheets) {
    paper.release(sheets);
  }

  /** Takes nothing from now on. */
  public void refuse() {
    refuses = true;
  }

  /** How many pages each document had that it has, in their order. */
  public List<Integer> printed() {
    return List.copyOf(printed);
  }

  /** How many pages of all documents it has drawn. */
  public int drawn() {
    return drawn;
  }

  private final class Job implements CancelablePrintJob {
    private volatile boolean cancelled;

    @Override
    public void print(Doc doc, PrintRequestAttributeSet wishes) throws PrintException {
      if (refuses) {
        throw new PrintException("refused");
      }
      try {
        Printable pages = (Printable) doc.getPrintData();
        int count = 0;
        while (hasPage(pages, count)) {
          count++;
          drawn++;
        }
        if (cancelled) {
          throw new PrintException("cancelled");
        }
        printed.add(count);
      } catch (IOException | PrinterException e) {
        throw new PrintException(e);
      }
    }

    private boolean hasPage(Printable pages, int index) throws PrinterException {
      try {
        paper.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the document is asked, as by any printer
      }
      PageFormat sheet = new PageFormat();
      BufferedImage picture =
          new BufferedImage(
              (int) sheet.getWidth(), (int) sheet.getHeight(), BufferedImage.TYPE_INT_RGB);
      return !cancelled
          && pages.print(picture.createGraphics(), sheet, index) == Printable.PAGE_EXISTS;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public PrintService getPrintService() {
      return StandInPrinter.this;
    }

    @Override
    public PrintJobAttributeSet getAttributes() {
      return new HashPrintJobAttributeSet();
    }

    @Override
    public void addPrintJobListener(PrintJobListener listener) {}

    @Override
    public void removePrintJobListener(PrintJobListener listener) {}

    @Override
    public void addPrintJobAttributeListener(
        PrintJobAttributeListener listener, PrintJobAttributeSet attributes) {}

    @Override
    public void removePrintJobAttributeListener(PrintJobAttributeListener listener) {}
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public DocPrintJob createPrintJob() {
    return new Job();
  }

  @Override
  public void addPrintServiceAttributeListener(PrintServiceAttributeListener listener) {}

  @Override
  public void removePrintServiceAttributeListener(PrintServiceAttributeListener listener) {}

  @Override
  public PrintServiceAttributeSet getAttributes() {
    return new HashPrintServiceAttributeSet();
  }

  @Override
  public <T extends PrintServiceAttribute> @Nullable T getAttribute(Class<T> category) {
    return null;
  }

  @Override
  public DocFlavor[] getSupportedDocFlavors() {
    return new DocFlavor[] {DocFlavor.SERVICE_FORMATTED.PRINTABLE};
  }

  @Override
  public boolean isDocFlavorSupported(DocFlavor flavor) {
    return flavor.equals(DocFlavor.SERVICE_FORMATTED.PRINTABLE);
  }

  @Override
  public Class<?>[] getSupportedAttributeCategories() {
    return new Class<?>[0];
  }

  @Override
  public boolean isAttributeCategorySupported(Class<? extends Attribute> category) {
    return false;
  }

  @Override
  public @Nullable Object getDefaultAttributeValue(Class<? extends Attribute> category) {
    return null;
  }

  @Override
  public @Nullable Object getSupportedAttributeValues(
      Class<? extends Attribute> category, DocFlavor flavor, AttributeSet attributes) {
    return null;
  }

  @Override
  public boolean isAttributeValueSupported(
      Attribute value, DocFlavor flavor, AttributeSet attributes) {
    return false;
  }

  @Override
  public @Nullable AttributeSet getUnsupportedAttributes(
      DocFlavor flavor, AttributeSet attributes) {
    return null;
  }

  @Override
  public @Nullable ServiceUIFactory getServiceUIFactory() {
    return null;
  }
}
