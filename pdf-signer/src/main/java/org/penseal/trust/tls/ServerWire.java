// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The server's side of a {@link Wire}: what stands between a connected client and HTTP. May be
 * shared between threads.
 */
@FunctionalInterface
public interface ServerWire {
  /**
   * A client after its handshake.
   *
   * @param socket whose streams are protected; closing it closes the other
   * @param client the certificate that the client has shown, with a path to one of our roots, first
   *     in its chain; empty if it has shown none
   */
  record Accepted(Socket socket, List<X509Certificate> client) {
    /** Copies the list. */
    public Accepted {
      client = List.copyOf(client);
    }
  }

  /**
   * Shakes hands. The caller bounds the time by closing the socket, and closes it when this fails.
   *
   * @param connected to the client
   * @throws IOException if the handshake fails, or the client's certificate is not believed
   */
  Accepted accept(Socket connected) throws IOException;

  /** Plain HTTP. */
  static ServerWire plain() {
    return connected -> new Accepted(connected, List.of());
  }
}
