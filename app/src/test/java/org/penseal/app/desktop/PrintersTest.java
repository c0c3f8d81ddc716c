// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.DocPrintJob;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.StreamPrintServiceFactory;
import javax.print.attribute.PrintJobAttributeSet;
import javax.print.attribute.PrintRequestAttributeSet;
import javax.print.event.PrintJobAttributeListener;
import javax.print.event.PrintJobListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.refusal.SigningException;

/** Printing, by the JDK's own printer of PostScript. */
class PrintersTest {
  private static final int PAGES = 3;

  @TempDir Path folder;
  private Path file;
  private final ByteArrayOutputStream paper = new ByteArrayOutputStream();

  @BeforeEach
  void document() throws Exception {
    file = BenchDocument.text(folder.resolve("a.pdf"), PAGES);
  }

  private DocPrintJob postscript() {
    return StreamPrintServiceFactory.lookupStreamPrintServiceFactories(
            DocFlavor.SERVICE_FORMATTED.PRINTABLE, "application/postscript")[0]
        .getPrintService(paper)
        .createPrintJob();
  }

  private String out() {
    return paper.toString(StandardCharsets.ISO_8859_1);
  }

  private long pages() {
    return Pattern.compile("(?m)^%%Page: ").matcher(out()).results().count();
  }

  // PostScript Language Document Structuring Conventions, section 4.1.
  private boolean isWhole() {
    return out().stripTrailing().endsWith("%%EOF");
  }

  @Test
  void everyPageIsPrinted() throws Exception {
    assertTrue(Printers.print(file, null, postscript(), () -> true));
    assertEquals(PAGES, pages());
    assertTrue(isWhole());
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotPrinted() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier once = () -> asked.getAndIncrement() == 0;
    assertFalse(Printers.print(file, null, postscript(), once));
    assertTrue(pages() < PAGES, out());
    assertFalse(isWhole(), "the printer would print the pages until then");
  }

  @Test
  void aJobThatCannotBeStoppedEndsWithThePageItIsAt() throws Exception {
    DocPrintJob job = new WithoutCancel(postscript());
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier once = () -> asked.getAndIncrement() == 0;
    assertFalse(Printers.print(file, null, job, once));
    assertTrue(pages() < PAGES, out());
    assertTrue(isWhole(), "which is why jobs are stopped that can be");
  }

  @Test
  void aFileThatCannotBeReadIsToldAndNothingIsPrinted() throws Exception {
    Path broken = Files.writeString(folder.resolve("b.pdf"), "no PDF");
    assertThrows(
        SigningException.class, () -> Printers.print(broken, null, postscript(), () -> true));
    assertEquals("", out());
  }

  @Test
  void aPrinterThatIsGoneIsTold() {
    assertThrows(PrintException.class, () -> Printers.print(file, null, "nowhere", () -> true));
  }

  /** As some printers' jobs are. */
  private record WithoutCancel(DocPrintJob job) implements DocPrintJob {
    @Override
    public void print(Doc doc, PrintRequestAttributeSet wishes) throws PrintException {
      job.print(doc, wishes);
    }

    @Override
    public PrintService getPrintService() {
      return job.getPrintService();
    }

    @Override
    public PrintJobAttributeSet getAttributes() {
      return job.getAttributes();
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
}
