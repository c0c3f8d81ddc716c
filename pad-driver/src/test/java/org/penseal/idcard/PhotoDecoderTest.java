// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoDecoderTest {
  @TempDir Path folder;

  /** A vendor's decoder whose native library is missing. */
  public static final class Broken implements PhotoDecoder {
    @Override
    public Optional<Portrait> decode(byte[] photo) {
      throw new UnsatisfiedLinkError("wlt");
    }
  }

  /** One that gives null where it should give nothing. */
  public static final class Careless implements PhotoDecoder {
    @Override
    @SuppressWarnings({"NullAway", "NullOptional"}) // what is not allowed and yet comes
    public Optional<Portrait> decode(byte[] photo) {
      return null;
    }
  }

  /** One that works. */
  public static final class Working implements PhotoDecoder {
    @Override
    public Optional<Portrait> decode(byte[] photo) {
      return Optional.of(new Portrait(new byte[] {photo[0]}, "image/png", false));
    }
  }

  private Optional<PhotoDecoder.Portrait> decode(Class<?>... services) throws Exception {
    Path file = folder.resolve("META-INF/services/org.penseal.idcard.PhotoDecoder");
    Files.createDirectories(file.getParent());
    StringBuilder names = new StringBuilder();
    for (Class<?> service : services) {
      names.append(service.getName()).append('\n');
    }
    Files.writeString(file, names);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, PhotoDecoder.class.getClassLoader())) {
      return PhotoDecoder.installed(loader).decode(new byte[] {7});
    }
  }

  @Test
  void installedDecoderIsFoundBehindOneThatFails() throws Exception {
    assertArrayEquals(new byte[] {7}, decode(Broken.class, Working.class).orElseThrow().image());
    assertArrayEquals(new byte[] {7}, decode(Careless.class, Working.class).orElseThrow().image());
  }

  @Test
  void nothingIsDecodedWhereNoDecoderWorks() throws Exception {
    assertTrue(decode().isEmpty());
    assertTrue(decode(Broken.class).isEmpty());
    assertTrue(PhotoDecoder.installed().decode(new byte[1024]).isEmpty());
  }
}
