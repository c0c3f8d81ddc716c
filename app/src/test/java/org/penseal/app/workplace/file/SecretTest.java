// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.file.WorkplaceException.NoSecret;

class SecretTest {
  @TempDir Path folder;

  private Path file(String rights) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }

  private void refused(String rights, String taken) throws Exception {
    Path file = file(rights);
    NoSecret no = assertThrows(NoSecret.class, () -> Secret.line(file, taken, "it"));
    assertEquals(NoSecret.Why.OPEN_TO_OTHERS, no.why);
  }

  @Test
  void aFileIsItsOwnersAlone() throws Exception {
    assertArrayEquals("secret".toCharArray(), Secret.line(file("rw-------"), "OWNER", "it"));
    refused("r--r-----", "OWNER");
    refused("r-----r--", "OWNER");
  }

  /** systemd.exec(5): since version 254 the user of a unit reads it by an ACL. */
  @Test
  void aCredentialMayShowRightsOfTheGroupToRead() throws Exception {
    String taken = "OWNER|GROUP_READ";
    assertArrayEquals("secret".toCharArray(), Secret.line(file("r--r-----"), taken, "it"));
    refused("r--rw----", taken);
    refused("r--r--r--", taken);
  }
}
