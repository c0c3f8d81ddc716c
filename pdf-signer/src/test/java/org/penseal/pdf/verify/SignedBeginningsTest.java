// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** The documents that signed files grew from. */
class SignedBeginningsTest extends SignedFiles {
  private static Set<Octets> of(Path file) throws SigningException {
    return SignedBeginnings.of(file, null, SigningBench.HASHING);
  }

  private static Octets sm3(Path file) throws IOException {
    return SigningBench.sm3(Files.readAllBytes(file));
  }

  @Test
  void eachDocumentThatSomebodySignedIsOne() throws Exception {
    Path document = Documents.plain(folder.resolve("in.pdf"));
    assertEquals(Set.of(), of(document));
    Path once = bench.sign(document, new Placement.Invisible()).file();
    assertEquals(Set.of(sm3(document)), of(once));
    Path twice = bench.sign(once, new Placement.Invisible()).file();
    assertEquals(Set.of(sm3(document), sm3(once)), of(twice));
    Files.write(twice, new byte[] {'\n'}, StandardOpenOption.APPEND);
    assertEquals(Set.of(sm3(document), sm3(once)), of(twice));
  }

  @Test
  void onlyWhatTheFileBeginsWithIsOne() throws Exception {
    Path document = Documents.plain(folder.resolve("in.pdf"));
    Path signed = bench.sign(document, new Placement.Invisible()).file();
    byte[] bytes = Files.readAllBytes(signed);
    bytes[5] = bytes[5] == '1' ? (byte) '2' : (byte) '1'; // the version of the header
    Path other = Files.write(folder.resolve("other.pdf"), bytes);
    assertEquals(Set.of(), of(other));
  }
}
