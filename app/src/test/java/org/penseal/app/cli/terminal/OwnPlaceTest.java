// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.refusal.FileException;

class OwnPlaceTest {
  @TempDir Path folder;

  private Path made(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private void refused(Path output, Path... read) {
    assertThrows(FileException.OutputIsInput.class, () -> OwnPlace.require(output, List.of(read)));
  }

  @Test
  void outputTakesThePlaceOfNoRootInAFolderThatIsRead() throws IOException {
    Path trust = folder.resolve("trust");
    refused(made("trust/root.pem"), trust);
    refused(made("trust/tsa/root.CRT"), trust);
    refused(Files.createSymbolicLink(folder.resolve("link"), made("trust/a.cer")), trust);
    refused(Files.createLink(folder.resolve("same.html"), made("trust/signer/b.der")), trust);
    Path elsewhere = made("elsewhere.pem");
    Files.createSymbolicLink(trust.resolve("c.pem"), elsewhere);
    refused(elsewhere, trust);
  }

  @Test
  void outputMayReplaceAndJoinWhatTheFolderIsNotReadFor() throws IOException {
    made("trust/root.pem");
    Path trust = folder.resolve("trust");
    List<Path> read = List.of(trust, folder.resolve("none"));
    for (Path each :
        List.of(made("trust/report.html"), trust.resolve("new.pem"), made("beside.pem"))) {
      assertDoesNotThrow(() -> OwnPlace.require(each, read), each.toString());
    }
  }

  @Test
  void foldersThatAreNotReadAreNotLookedInto() throws IOException {
    made("ssl/certs.pem");
    Path loop = folder.resolve("ssl").resolve("loop");
    Files.createSymbolicLink(loop, folder.resolve("ssl"));
    Path output = made("ssl/private/own.pem");
    assertDoesNotThrow(() -> OwnPlace.require(output, List.of(folder.resolve("ssl"))));
  }

  @Test
  void outputTakesThePlaceOfNoFileThatIsRead() throws IOException {
    Path file = made("key.p12");
    assertThrows(
        FileException.OutputIsInput.class, () -> OwnPlace.require(file, Arrays.asList(null, file)));
    assertDoesNotThrow(() -> OwnPlace.require(made("other"), Arrays.asList(null, file)));
  }
}
