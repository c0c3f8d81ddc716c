// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void takesThePlaceOfAnOlderFileAndIsItsOwnersAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "older and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    DurableFile.write(file, bytes("new"));
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", rights(file));
    assertEquals(List.of("kept"), names());
  }

  @Test
  void linkInItsPlaceGoesAndItsTargetStays() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "kept");
    Path file = Files.createSymbolicLink(folder.resolve("file"), target);
    DurableFile.write(file, bytes("new"));
    assertEquals("kept", Files.readString(target));
    assertEquals("new", Files.readString(file));
    assertFalse(Files.isSymbolicLink(file));
  }

  @Test
  void replacesWhatACrashLeftHalfWritten() throws IOException {
    Files.writeString(folder.resolve(".penseal-kept.part"), "half");
    DurableFile.write(folder.resolve("kept"), bytes("whole"));
    assertEquals("whole", Files.readString(folder.resolve("kept")));
    assertEquals(List.of("kept"), names());
  }

  @Test
  void whatCannotTakeItsPlaceLeavesEverythingAsItWas() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("mine"), "kept");
    assertThrows(IOException.class, () -> DurableFile.write(taken, bytes("new")));
    assertEquals("kept", Files.readString(taken.resolve("mine")));
    assertEquals(List.of("taken"), names());
  }

  @Test
  void anOutputHasTheRightsOfAnyOtherFileOfTheUser() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    DurableFile.writeOutput(folder.resolve("output"), bytes("signed"));
    assertEquals(rights(other), rights(folder.resolve("output")));
  }

  @Test
  void everythingInAFolderIsTakenFromOthersButNothingBehindALink() throws IOException {
    Path own = Files.createDirectories(folder.resolve("case").resolve("deep"));
    Path file = Files.writeString(own.resolve("ink"), "ink");
    Path outside = Files.writeString(folder.resolve("outside"), "of somebody else");
    for (Path each : List.of(file, outside)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.createSymbolicLink(own.resolve("link"), outside);
    OwnerOnly.everythingIn(folder.resolve("case"));
    assertEquals("rw-------", rights(file));
    assertEquals("rwx------", rights(own));
    assertEquals("rw-r--r--", rights(outside));
  }
}
