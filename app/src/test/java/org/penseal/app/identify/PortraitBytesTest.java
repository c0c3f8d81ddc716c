// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortraitBytesTest {
  private static final Path PORTRAITS = Path.of("..", "testdata", "portraits");

  @Test
  void mediaTypeIsThatOfTheBytes() throws Exception {
    assertEquals("image/png", of(Files.readAllBytes(PORTRAITS.resolve("astronaut.png"))));
    assertEquals("image/jpeg", of(Files.readAllBytes(PORTRAITS.resolve("grace_hopper.jpg"))));
    assertEquals("image/bmp", of(new byte[] {'B', 'M', 54}));
    assertEquals("application/octet-stream", of(new byte[0]));
    assertEquals("application/octet-stream", of(new byte[] {(byte) 0xFF, (byte) 0xD8}));
  }

  private static String of(byte[] picture) {
    return PortraitBytes.mediaType(picture);
  }
}
