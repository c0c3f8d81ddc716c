// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The address of a time-stamping authority: http or https with a host. */
public final class TsaAddress implements ITypeConverter<URI> {
  @Override
  public URI convert(String word) {
    try {
      URI uri = new URI(word);
      String scheme = uri.getScheme();
      if (scheme != null
          && scheme.toLowerCase(Locale.ROOT).matches("https?|sm\\+https")
          && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, with the word.
    }
    throw new TypeConversionException("'" + word + "' is no http, https or sm+https address");
  }
}
