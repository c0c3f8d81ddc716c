// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.MethodNotSupportedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpRequestFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;

/**
 * Takes a request whose target is in origin form (RFC 9112, section 3.2.1) and no other: of one
 * with an authority, readers in front of this one may see another path.
 */
final class RequestLine implements HttpRequestFactory<ClassicHttpRequest> {
  private static final HttpRequestFactory<ClassicHttpRequest> MADE =
      DefaultClassicHttpRequestFactory.INSTANCE;

  private RequestLine() {}

  /** A connection that reads such requests. */
  static DefaultBHttpServerConnection connection(Http1Config config) {
    return new DefaultBHttpServerConnection(
        "http",
        config,
        null,
        null,
        null,
        null,
        new DefaultHttpRequestParserFactory(config, null, new RequestLine()),
        null);
  }

  @Override
  public ClassicHttpRequest newHttpRequest(String method, String target)
      throws MethodNotSupportedException {
    if (!target.startsWith("/") || target.startsWith("//") || target.indexOf('#') >= 0) {
      throw new MethodNotSupportedException("target not in origin form");
    }
    return MADE.newHttpRequest(method, target);
  }

  @Override
  public ClassicHttpRequest newHttpRequest(String method, URI target)
      throws MethodNotSupportedException {
    return newHttpRequest(method, target.toString());
  }
}
