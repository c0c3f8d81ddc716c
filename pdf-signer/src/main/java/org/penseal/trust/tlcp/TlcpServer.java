// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpException;

/** Accepts TLCP connections as one identity; remembers sessions. Safe for several threads. */
public final class TlcpServer {
  private final ServerHandshake.Side side;

  /**
   * Which clients are asked for.
   *
   * @param check of what they show
   * @param authorities named to them
   * @param required whether one that shows nothing is refused
   */
  public record Clients(PeerCheck check, List<X509Certificate> authorities, boolean required) {
    /** Copies the list. */
    public Clients {
      authorities = List.copyOf(authorities);
    }
  }

  /**
   * @param clients empty if nobody is asked who he is
   */
  public TlcpServer(TlcpIdentity identity, Optional<Clients> clients) {
    this(identity, clients, Surroundings.real());
  }

  TlcpServer(TlcpIdentity identity, Optional<Clients> clients, Surroundings surroundings) {
    this.side =
        new ServerHandshake.Side(surroundings, identity, clients, surroundings.<Octets>cache());
  }

  /**
   * Shakes hands over a connected socket, whose time-out counts again afterwards.
   *
   * @param socket the caller closes it
   * @param flight the longest time for each flight of the client
   * @throws TlcpException if the handshake fails
   * @throws IOException if the socket fails or time is up
   */
  public TlcpConnection accept(Socket socket, Duration flight) throws IOException {
    TimedInput timed = new TimedInput(socket, flight);
    TlcpConnection connection = accept(timed, socket.getOutputStream(), timed);
    timed.end();
    return connection;
  }

  TlcpConnection accept(InputStream in, OutputStream out, FlightTimer timer) throws IOException {
    return TlcpConnection.over(
        new BufferedInputStream(in),
        new BufferedOutputStream(out),
        timer,
        channel -> ServerHandshake.run(channel, side));
  }
}
