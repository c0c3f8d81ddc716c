// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.penseal.trust.tls.server.ServerWire;

/**
 * How a connection comes in.
 *
 * @param wire protects it
 * @param proxies which addresses are load balancers, that begin each connection with a PROXY
 *     header; connections from others are not taken then. Empty if callers come themselves: a PROXY
 *     header is refused there, as whatever else is no request
 */
public record Entrance(ServerWire wire, Optional<Predicate<InetAddress>> proxies) {
  /** For callers that come themselves. */
  public static Entrance direct(ServerWire wire) {
    return new Entrance(wire, Optional.empty());
  }
}
