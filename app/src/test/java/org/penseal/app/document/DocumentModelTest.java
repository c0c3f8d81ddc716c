// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.business.UnreadPages;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.page.SignatureMark;

class DocumentModelTest {
  private final DocumentModel model = new DocumentModel();

  private void open() {
    PdfPages.Size a4 = new PdfPages.Size(600, 800);
    model.take(new DocumentModel.Opened(Path.of("a.pdf"), "A", "00", List.of(a4, a4), "secret"));
  }

  @Test
  void passwordIsNotPrinted() {
    open();
    assertFalse(String.valueOf(model.opened().get()).contains("secret"));
  }

  @Test
  void unreadPagesAreToldAskedForOrRefusedAsTheKindOfBusinessSays() {
    open();
    model.placing().set(true);
    model.places().draw(1, 10, 10, 200, 100);
    assertTrue(model.goesOn().get());
    model.unread().set(UnreadPages.ASK);
    assertFalse(model.goesOn().get());
    model.unreadAccepted().set(true);
    assertTrue(model.goesOn().get());
    model.unread().set(UnreadPages.REFUSE);
    assertFalse(model.goesOn().get());
    assertFalse(model.readEnough());
  }

  @Test
  void placeOverAnEarlierSignatureNeedsAWord() {
    open();
    model.placing().set(true);
    SignatureMark earlier =
        new SignatureMark("First", true, new Placement.At(1, 100, 100, 100, 50));
    model.places().marks(List.of(earlier));
    model.places().draw(1, 150, 120, 300, 200);
    assertEquals(earlier, model.places().covered().get());
    assertFalse(model.goesOn().get());
    model.places().overEarlier().set(true);
    assertTrue(model.goesOn().get());
    model.places().draw(1, 160, 120, 300, 200);
    assertFalse(model.goesOn().get(), "the word was for another place");
    model.places().draw(1, 300, 300, 400, 400);
    assertTrue(model.goesOn().get());
  }

  @Test
  void outputNeverTakesANameThatIsTaken(@TempDir Path folder) throws IOException {
    Path document = folder.resolve("a.PDF");
    assertEquals(folder.resolve("a-signed.pdf"), DocumentFlow.output(document, Optional.empty()));
    Files.createFile(folder.resolve("a-signed.pdf"));
    assertEquals(folder.resolve("a-signed-2.pdf"), DocumentFlow.output(document, Optional.empty()));
  }
}
