// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

class DocumentModelTest {
  private static final BufferedImage PICTURE =
      new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);

  private final DocumentModel model = new DocumentModel();

  private void open() {
    PdfPages.Size a4 = new PdfPages.Size(600, 800);
    model.take(new DocumentModel.Opened(Path.of("a.pdf"), "A", "00", List.of(a4, a4), "secret"));
    model.show(2, PICTURE);
  }

  private Placement.At place() {
    Placement.At at = model.place().get();
    assertNotNull(at);
    return at;
  }

  @Test
  void dragFromAnyCornerGivesTheSameRectangleInPointsFromTheLowerLeft() {
    open();
    model.choose(0.1, 0.2, 0.4, 0.3);
    Placement.At first = place();
    model.choose(0.4, 0.3, 0.1, 0.2);
    assertEquals(first, place());
    assertEquals(2, first.page());
    assertEquals(60, first.x(), 1e-9);
    assertEquals(560, first.y(), 1e-9);
    assertEquals(180, first.width(), 1e-9);
    assertEquals(80, first.height(), 1e-9);
  }

  @Test
  void tooSmallRectangleIsEnlargedAndStaysOnThePage() {
    open();
    model.choose(0.99, 0.99, 1.2, 1.3);
    Placement.At at = place();
    assertEquals(600, at.x() + at.width(), 1e-9);
    assertEquals(0, at.y(), 1e-9);
    model.choose(0.98, 0.98, 0.985, 0.985);
    assertEquals(DocumentModel.SMALLEST_WIDTH, place().width());
    assertEquals(DocumentModel.SMALLEST_HEIGHT, place().height());
    assertEquals(600, place().x() + place().width(), 1e-9);
  }

  @Test
  void withoutDocumentNothingCanBePlaced() {
    model.choose(0, 0, 1, 1);
    assertNull(model.place().get());
  }

  @Test
  void pagesSeenAreCountedOnceAndForgottenWithTheDocument() {
    open();
    model.show(1, PICTURE);
    model.show(2, PICTURE);
    assertEquals(List.of(1, 2), model.seen());
    model.take(null);
    assertEquals(List.of(), model.seen());
    assertEquals(0, model.page().get());
  }

  @Test
  void passwordIsNotPrinted() {
    open();
    assertFalse(String.valueOf(model.opened().get()).contains("secret"));
  }

  @Test
  void outputNeverTakesANameThatIsTaken(@TempDir Path folder) throws IOException {
    Path document = folder.resolve("a.PDF");
    assertEquals(folder.resolve("a-signed.pdf"), DocumentFlow.output(document, Optional.empty()));
    Files.createFile(folder.resolve("a-signed.pdf"));
    assertEquals(folder.resolve("a-signed-2.pdf"), DocumentFlow.output(document, Optional.empty()));
  }
}
