// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
