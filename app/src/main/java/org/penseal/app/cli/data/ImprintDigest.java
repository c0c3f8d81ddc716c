// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.util.List;
import java.util.Locale;
import org.penseal.app.cli.terminal.ValueException;
import picocli.CommandLine.ITypeConverter;

/** SM3, SHA-256, SHA-384 or SHA-512, in any case and with or without the hyphen. */
final class ImprintDigest implements ITypeConverter<String> {
  @Override
  public String convert(String word) {
    String bare = word.toUpperCase(Locale.ROOT).replace("-", "");
    if (!bare.matches("SM3|SHA(256|384|512)")) {
      throw new ValueException("one-of", List.of("SM3", "SHA-256", "SHA-384", "SHA-512"));
    }
    return bare.startsWith("SHA") ? "SHA-" + bare.substring(3) : bare;
  }
}
