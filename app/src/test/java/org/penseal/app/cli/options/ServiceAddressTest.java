// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ServiceAddressTest {
  private final ServiceAddress address = new ServiceAddress();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/tsa",
        "https://tsa.example/",
        "sm+https://ca.example:65535",
        "tlcp+https://[::1]:443/"
      })
  void takesTheAddressOfAService(String word) {
    assertEquals(URI.create(word), address.convert(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tsa.example",
        "ftp://tsa.example/",
        "http:",
        "https:///path",
        "http://tsa.example:0/",
        "http://tsa.example:65536/",
        "http://tsa example/"
      })
  void refusesWhatIsNone(String word) {
    assertThrows(TypeConversionException.class, () -> address.convert(word));
  }

  @Test
  void repeatsNoPassword() {
    TypeConversionException refused =
        assertThrows(
            TypeConversionException.class,
            () -> address.convert("https://operator:secret@tsa.example/"));
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
  }
}
