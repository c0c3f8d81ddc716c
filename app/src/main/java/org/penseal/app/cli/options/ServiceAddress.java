// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.net.URISyntaxException;
import org.penseal.trust.tls.Tls;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The address of a service: an http, https, sm+https or tlcp+https URI with a host. An address with
 * a user name or password is refused, since neither would be sent.
 */
public final class ServiceAddress implements ITypeConverter<URI> {
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public URI convert(String word) {
    URI uri = uri(word);
    if (uri.getUserInfo() != null) {
      // Without the word, which has the password.
      throw new TypeConversionException("an address must not contain a user name or password");
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw new TypeConversionException(
          "'" + word + "' does not have a port between 1 and " + HIGHEST_PORT);
    }
    return uri;
  }

  private static URI uri(String word) {
    try {
      URI uri = new URI(word);
      Tls.of(uri);
      return uri;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + word + "' is not an http:, https:, sm+https: or tlcp+https: address");
    }
  }
}
