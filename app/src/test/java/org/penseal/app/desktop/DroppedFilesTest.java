// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.print.DocFlavor;
import javax.print.PrintException;
import javax.print.StreamPrintServiceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.page.DemoReport;

class DroppedFilesTest {
  @TempDir Path folder;

  private Path file(String name, String content) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(each -> each.getFileName().toString()).toList();
  }

  @Test
  void pdfsOfAFolderAreTakenByNameAndWhatIsNoneIsNamed() throws Exception {
    file("in/b.PDF", "%PDF-1.7");
    file("in/a.pdf", "\n\n%PDF-1.4");
    file("in/broken.pdf", "no");
    file("in/notes.txt", "%PDF-1.7 but not so called");
    file("in/deeper/c.pdf", "%PDF-1.7");
    Path named = file("named.txt", "%PDF-1.7");
    Path text = file("text.txt", "words");
    DroppedFiles found =
        DroppedFiles.of(List.of(folder.resolve("in"), named, named, text, folder.resolve("gone")));
    assertEquals(List.of("a.pdf", "b.PDF", "named.txt"), names(found.pdfs()));
    assertEquals(List.of("broken.pdf", "text.txt", "gone"), found.leftOut());
  }

  @Test
  void moreThanAQueueTakesAreLeftOut() throws Exception {
    for (int i = 0; i < DroppedFiles.MOST + 2; i++) {
      file("many/%03d.pdf".formatted(i), "%PDF-1.7");
    }
    DroppedFiles found = DroppedFiles.of(List.of(folder.resolve("many")));
    assertEquals(DroppedFiles.MOST, found.pdfs().size());
    assertEquals(2, found.leftOut().size());
  }

  @Test
  void everyPageIsPrintedAndAMissingPrinterIsTold() throws Exception {
    Path file = folder.resolve("report.pdf");
    DemoReport.write(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StreamPrintServiceFactory[] all =
        StreamPrintServiceFactory.lookupStreamPrintServiceFactories(
            DocFlavor.SERVICE_FORMATTED.PRINTABLE, "application/postscript");
    Printers.print(file, null, all[0].getPrintService(out).createPrintJob());
    String printed = out.toString(StandardCharsets.ISO_8859_1);
    assertTrue(printed.startsWith("%!PS"), printed.substring(0, 20));
    assertEquals(4, printed.split("showpage", -1).length - 1, "four pages");
    assertThrows(PrintException.class, () -> Printers.print(file, null, "no such printer"));
  }
}
