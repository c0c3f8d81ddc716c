// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The host that a request names, as RFC 9421, section 2.2.3, writes it. */
public final class NamedHost {
  private NamedHost() {}

  /** In lower case, without the port that the scheme has anyway; empty if none is named. */
  public static Optional<String> of(Request request) {
    String standard = standardPort(request);
    return request
        .header("host")
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .map(
            host ->
                host.endsWith(standard)
                    ? host.substring(0, host.length() - standard.length())
                    : host);
  }

  /**
   * Whether a request names one of these.
   *
   * @param hosts in lower case; one without a port has that of the scheme
   */
  public static boolean isOneOf(List<String> hosts, Request request) {
    Optional<String> named = of(request);
    return named.isPresent()
        && (hosts.contains(named.get()) || hosts.contains(named.get() + standardPort(request)));
  }

  private static String standardPort(Request request) {
    return request.caller().secure() ? ":443" : ":80";
  }
}
