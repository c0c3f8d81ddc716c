// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.time.Duration;

/**
 * What one listener takes.
 *
 * @param connections at most so many at once
 * @param connectionsEach at most so many of them from one address
 * @param handshake how long a handshake may take
 * @param idle how long a connection may be silent between requests
 * @param head how long the head of a request may take from its first byte
 * @param request how long a request may take to its last byte and its answer, besides the time that
 *     its bytes may take
 * @param slowestBytesPerSecond how slowly bytes may come and go
 * @param bodyBytes the longest body
 */
public record HttpLimits(
    int connections,
    int connectionsEach,
    Duration handshake,
    Duration idle,
    Duration head,
    Duration request,
    int slowestBytesPerSecond,
    long bodyBytes) {

  /** The longest line of a head. */
  static final int LINE_BYTES = 8192;

  /** The most headers. */
  static final int HEADERS = 48;

  /** The longest head, of all lines together. */
  static final int HEAD_BYTES = 32 << 10;

  /** What is usual. */
  public static final HttpLimits STANDARD =
      new HttpLimits(
          512,
          256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          16 << 10,
          2L << 30);
}
