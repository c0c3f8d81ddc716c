// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.message.TlcpException;

/** Connects to TLCP servers; remembers a session with each. Safe for several threads. */
public final class TlcpClient {
  private final @Nullable TlcpIdentity identity;
  private final Surroundings surroundings;
  private final SessionCache<String> sessions;

  /**
   * @param identity shown to servers that ask; null for nobody
   */
  public TlcpClient(@Nullable TlcpIdentity identity) {
    this(identity, Surroundings.real());
  }

  TlcpClient(@Nullable TlcpIdentity identity, Surroundings surroundings) {
    this.identity = identity;
    this.surroundings = surroundings;
    this.sessions = surroundings.cache();
  }

  /**
   * Shakes hands over a connected socket, whose time-out counts again afterwards.
   *
   * @param socket the caller closes it
   * @param server host and port: a session is resumed with the same only
   * @param check of the server
   * @param flight the longest time for each flight of the server
   * @throws TlcpException if the handshake fails
   * @throws IOException if the socket fails or time is up
   */
  public TlcpConnection connect(Socket socket, String server, PeerCheck check, Duration flight)
      throws IOException {
    TimedInput timed = new TimedInput(socket, flight);
    TlcpConnection connection = connect(timed, socket.getOutputStream(), timed, server, check);
    timed.end();
    return connection;
  }

  TlcpConnection connect(
      InputStream in, OutputStream out, FlightTimer timer, String server, PeerCheck check)
      throws IOException {
    return TlcpConnection.over(
        new BufferedInputStream(in),
        new BufferedOutputStream(out),
        timer,
        channel ->
            ClientHandshake.run(
                channel,
                new ClientHandshake.Side(surroundings, check, identity, sessions, server)));
  }
}
