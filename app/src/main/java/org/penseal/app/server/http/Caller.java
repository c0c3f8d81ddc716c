// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who is at the other end of a connection.
 *
 * @param address from which the connection came, also through a load balancer
 * @param certificates what it has shown in the handshake, with a path to a root of the listener,
 *     its own first; empty if nothing
 * @param secure whether the connection is protected by TLS or TLCP
 */
public record Caller(InetAddress address, List<X509Certificate> certificates, boolean secure) {
  /** Copies the list. */
  public Caller {
    certificates = List.copyOf(certificates);
  }
}
