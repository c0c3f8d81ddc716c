// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.signature.Hashing;

class SharedFolderTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final long MOST = 1 << 20;

  @TempDir Path folder;
  private Path way;
  private Path shared;

  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  @BeforeEach
  void sharesOneFile() throws Exception {
    folder = folder.toRealPath();
    way = folder.resolve("way");
    shared = Files.createDirectories(way.resolve("shared"));
    Files.write(shared.resolve("file"), HELLO);
  }

  private static SharedFolder of(Path folder) throws Exception {
    return SharedFolder.of(Optional.of(folder), Hashing.jca());
  }

  private static SteadyFile opened(SharedFolder from, Path file) throws Exception {
    return from.open(file.toUri().toString(), MOST);
  }

  @Test
  void anotherFolderAtItsPlaceIsNotRead() throws Exception {
    SharedFolder before = of(shared);
    Path file = shared.resolve("file");
    try (SteadyFile read = opened(before, file)) {
      assertArrayEquals(HELLO, read.readAllBytes());
    }
    Path other = Files.createDirectories(folder.resolve("other/shared"));
    Files.write(other.resolve("file"), HELLO);
    Path away = Files.move(shared, folder.resolve("away"));
    Files.createSymbolicLink(shared, other);
    assertThrows(NotAllowed.class, () -> opened(before, file));
    Files.delete(shared);
    Files.move(other, shared);
    assertThrows(NotAllowed.class, () -> opened(before, file));
    Files.move(shared, other);
    Files.move(away, shared);
    opened(before, file).close();
    // The same one folder higher.
    Files.move(way, folder.resolve("way-away"));
    Files.createSymbolicLink(way, other.getParent());
    assertThrows(NotAllowed.class, () -> opened(before, file));
  }

  @Test
  void aLinkIsNoFolderOfTheSettings() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), way);
    for (Path named : new Path[] {link, link.resolve("shared"), shared.resolve("file")}) {
      WrongField refused = assertThrows(WrongField.class, () -> of(named));
      assertEquals("fileUriFolder", refused.field);
      assertEquals(WrongField.Why.VALUE, refused.why);
    }
    WrongField refused = assertThrows(WrongField.class, () -> of(folder.resolve("none")));
    assertEquals(WrongField.Why.NO_FILE, refused.why);
  }

  @Test
  void aFileThatGrowsOrShrinksWhileItIsReadIsRefused() throws Exception {
    Path file = shared.resolve("file");
    try (SteadyFile grows = opened(of(shared), file)) {
      assertEquals('h', grows.read());
      Files.write(file, HELLO, StandardOpenOption.APPEND);
      assertArrayEquals("ello".getBytes(StandardCharsets.UTF_8), grows.readNBytes(4));
      assertThrows(SteadyFile.Changed.class, grows::read);
      assertTrue(grows.sm3().isEmpty());
    }
    try (SteadyFile shrinks = opened(of(shared), file)) {
      Files.write(file, HELLO);
      assertThrows(SteadyFile.Changed.class, shrinks::readAllBytes);
      assertTrue(shrinks.sm3().isEmpty());
    }
  }
}
