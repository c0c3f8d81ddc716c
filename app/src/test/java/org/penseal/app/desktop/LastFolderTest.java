// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where file dialogs begin. */
class LastFolderTest {
  @TempDir Path folder;

  private final StringProperty kept = new SimpleStringProperty("");
  private final LastFolder last = new LastFolder(kept);

  @Test
  void dialogBeginsInTheFolderOfTheLastFile() {
    assertNull(last.files().getInitialDirectory());
    Path file = folder.resolve("a.pdf");
    assertEquals(Optional.of(file), last.chosen(file.toFile()));
    assertEquals(folder.toFile(), last.files().getInitialDirectory());
    assertEquals(folder.toFile(), last.folders().getInitialDirectory());
    assertEquals(Optional.empty(), last.chosen(null));
    assertEquals(folder.toString(), kept.get(), "nothing was chosen");
  }

  @Test
  void folderThatWasChosenIsTheLastAndOneThatIsGoneIsNone() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    last.chosenFolder(inner.toFile());
    assertEquals(inner.toFile(), last.files().getInitialDirectory());
    Files.delete(inner);
    assertNull(last.files().getInitialDirectory());
  }

  @Test
  void noOtherDialogIsMade() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      List<String> made =
          all.filter(each -> each.toString().endsWith(".java") && makes(each))
              .map(each -> each.getFileName().toString())
              .toList();
      assertEquals(List.of("LastFolder.java"), made);
    }
  }

  private static boolean makes(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("new FileChooser()") || text.contains("new DirectoryChooser()");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
