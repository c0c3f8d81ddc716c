// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.net.URI;
import java.util.Locale;

/**
 * How a service is spoken to, as the scheme of its address says. Nothing falls back to another way.
 */
public enum Tls {
  /** Plain HTTP: what is fetched protects itself. */
  NONE("http", 80),
  /** TLS 1.2 or 1.3. */
  ORDINARY("https", 443),
  /** TLS 1.3 with TLS_SM4_GCM_SM3, curveSM2 and sm2sig_sm3 (RFC 8998), and nothing else. */
  SM("sm+https", 443),
  /** TLCP (GB/T 38636-2020) with ECC_SM4_GCM_SM3 or ECC_SM4_CBC_SM3, and nothing else. */
  TLCP("tlcp+https", 443);

  private final String scheme;
  private final int port;

  Tls(String scheme, int port) {
    this.scheme = scheme;
    this.port = port;
  }

  /**
   * The way to an address.
   *
   * @throws IllegalArgumentException if the scheme is another or there is no host
   */
  public static Tls of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    for (Tls tls : values()) {
      if (tls.scheme.equals(scheme) && uri.getHost() != null) {
        return tls;
      }
    }
    throw new IllegalArgumentException(
        "'" + uri + "' is no http:, https:, sm+https: or tlcp+https: address");
  }

  /** The port of an address. */
  public int port(URI uri) {
    return uri.getPort() < 0 ? port : uri.getPort();
  }
}
