// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFolderTest {
  @TempDir Path cases;

  private CaseFolder taken(String id) throws IOException {
    return CaseFolder.take(cases, id).orElseThrow();
  }

  @Test
  void isTakenByOneAtATime() throws IOException {
    CaseFolder first = taken("one");
    assertEquals(Optional.empty(), CaseFolder.take(cases, "one"));
    assertFalse(CaseFolder.sweep(cases, "one"), "somebody works on it");
    assertTrue(CaseFolder.take(cases, "two").isPresent());
    first.release();
    assertTrue(CaseFolder.take(cases, "one").isPresent());
    assertEquals(List.of("one", "two"), CaseFolder.list(cases), "the gate is no case");
  }

  @Test
  void whatWasWrittenIsReadAndWhatWasNotIsMissing() throws IOException {
    CaseFolder folder = taken("one");
    folder.write("signature.cms", new byte[] {1, 2, 3});
    Path file = cases.resolve("one/signature.cms");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertArrayEquals(new byte[] {1, 2, 3}, folder.read("signature.cms").orElseThrow());
    assertEquals(Optional.empty(), folder.read("stamped.cms"));
  }

  @Test
  void sweepingRemovesAFolderThatIsLeft() throws IOException {
    CaseFolder left = taken("one");
    left.write("signature.cms", new byte[] {1});
    left.release();
    assertTrue(CaseFolder.sweep(cases, "one"));
    assertEquals(List.of(), CaseFolder.list(cases));
    assertTrue(CaseFolder.sweep(cases, "never-began"));
  }

  @Test
  void settingAsideTakesEverythingButTheLock() throws IOException {
    CaseFolder folder = taken("one");
    folder.write("signature.cms", new byte[] {7});
    Path aside = cases.resolve("aside");
    folder.setAside(aside);
    assertArrayEquals(new byte[] {7}, Files.readAllBytes(aside.resolve("signature.cms")));
    assertEquals(Optional.empty(), folder.read("signature.cms"));
    assertFalse(Files.exists(aside.resolve("lock")));
  }

  @Test
  void aLinkInAFoldersPlaceIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(cases.resolve("elsewhere"));
    Files.createSymbolicLink(cases.resolve("one"), elsewhere);
    assertThrows(IOException.class, () -> CaseFolder.take(cases, "one"));
    assertFalse(Files.exists(elsewhere.resolve("lock")));
    assertEquals(List.of("elsewhere"), CaseFolder.list(cases));
  }

  @Test
  void filesOfDisbelievedCasesGetAPlaceOfTheirOwnAndGoWithTheirCase() throws IOException {
    SetAsideCases aside = new SetAsideCases(cases);
    Path first = Files.createDirectory(aside.fresh("one"));
    Path second = Files.createDirectory(aside.fresh("one"));
    Files.writeString(second.resolve("signature.cms"), "kept");
    Path other = Files.createDirectory(aside.fresh("one-other"));
    assertEquals("one.2", second.getFileName().toString());
    aside.remove("one");
    assertFalse(Files.exists(first));
    assertFalse(Files.exists(second));
    assertTrue(Files.exists(other), "another case whose id begins alike");
  }
}
