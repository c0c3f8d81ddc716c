// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Puts a protocol over accepted sockets. Safe for several threads. */
public interface ServerWire {
  /** What a flight of a client may take where nothing else is said. */
  Duration FLIGHT = Duration.ofSeconds(10);

  /**
   * Shakes hands; for a thread of the connection's own, since a client may take its time.
   *
   * @param socket as it was accepted, its time-out counts again afterwards; the caller closes it,
   *     also where this fails
   * @throws IOException if the handshake fails or takes too long; the client has been told why
   */
  Accepted accept(Socket socket) throws IOException;

  /**
   * A client that is there.
   *
   * @param socket its streams are protected; closing it says so to the client and closes the other
   * @param protocol that is spoken
   * @param client its certificate first; empty if it was not asked or showed none
   */
  record Accepted(Socket socket, Protocol protocol, List<X509Certificate> client) {
    /** Copies the list. */
    public Accepted {
      client = List.copyOf(client);
    }
  }

  /** What a client can speak to a listener. */
  enum Protocol {
    /** Nothing: for a listener on this machine behind a gateway. */
    PLAIN,
    /** TLS 1.2 or 1.3 by the JDK. */
    ORDINARY,
    /** TLS 1.3 with the SM suite (RFC 8998). */
    SM,
    /** TLCP (GB/T 38636). */
    TLCP
  }

  /** Without any protection. */
  static ServerWire plain() {
    return socket -> new Accepted(socket, Protocol.PLAIN, List.of());
  }
}
