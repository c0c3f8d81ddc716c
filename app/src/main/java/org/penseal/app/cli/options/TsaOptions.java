// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.options;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --tsa}: the timestamp services, in the order in which they are asked. */
public final class TsaOptions {
  @Option(
      names = "--tsa",
      paramLabel = "URL",
      converter = ServiceAddress.class,
      description =
          "timestamp service (RFC 3161): http:, https:, sm+https: (RFC 8998) or tlcp+https: (TLCP);"
              + " repeatable: the next one is used if one does not answer")
  List<URI> addresses = List.of();
}
