// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir Path folder;

  @Test
  void fileIsMadeAnewForItsOwnerOnly() throws Exception {
    Path file = Files.writeString(folder.resolve("share.bin"), "older and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    PrivateFile.write(file, new byte[] {'n', 'e', 'w'});
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void linkInItsPlaceGoesAndItsTargetStays() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "kept");
    Path file = Files.createSymbolicLink(folder.resolve("share.bin"), target);
    PrivateFile.write(file, new byte[] {'n', 'e', 'w'});
    assertEquals("kept", Files.readString(target));
    assertFalse(Files.isSymbolicLink(file));
  }

  @Test
  void whatCannotBeRemovedIsNotWrittenInto() throws Exception {
    Path full = Files.createDirectory(folder.resolve("share.bin"));
    Files.writeString(full.resolve("inside"), "kept");
    assertThrows(DirectoryNotEmptyException.class, () -> PrivateFile.write(full, new byte[] {1}));
    assertEquals("kept", Files.readString(full.resolve("inside")));
  }
}
