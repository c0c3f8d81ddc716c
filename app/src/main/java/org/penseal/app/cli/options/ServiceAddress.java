// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.net.URISyntaxException;
import org.penseal.app.cli.terminal.ValueException;
import org.penseal.trust.tls.Tls;
import picocli.CommandLine.ITypeConverter;

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
      throw new ValueException("address-user");
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw new ValueException("address-port", HIGHEST_PORT);
    }
    return uri;
  }

  private static URI uri(String word) {
    try {
      URI uri = new URI(word);
      Tls.of(uri);
      return uri;
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new ValueException("address");
    }
  }
}
