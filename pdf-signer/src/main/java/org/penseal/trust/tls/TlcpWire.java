// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.TlcpClient;
import org.penseal.trust.tlcp.TlcpConnection;
import org.penseal.trust.tlcp.TlcpIdentity;

/** TLCP over a socket; a session is resumed with the same host and port. */
final class TlcpWire implements Wire {
  private final DualCheck check;
  private final TlcpClient client;
  private final Duration flight;

  TlcpWire(TlsTrust trust, Duration flight) throws GeneralSecurityException {
    this.check = DualCheck.of(trust);
    this.client = new TlcpClient(identity(trust.identity()));
    this.flight = flight;
  }

  // One without an encryption certificate is for services of the other kinds.
  private static @Nullable TlcpIdentity identity(@Nullable TlsIdentity identity)
      throws GeneralSecurityException {
    return identity == null || identity.encryption() == null ? null : identity.tlcp();
  }

  @Override
  public Socket wrap(Socket connected, String host) throws IOException {
    TlcpConnection connection =
        client.connect(
            connected, host + ":" + connected.getPort(), check.of(HostName.of(host)), flight);
    return new TlsSocket(
        new TlsSocket.Streams(connection.input(), connection.output(), connection::close),
        connected);
  }
}
