// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a socket gives, with a time-out over each flight of a handshake, however it is cut; the
 * socket's own one counts afterwards. For one thread; whoever opened the socket closes it.
 */
public final class TimedInput extends InputStream implements FlightTimer {
  private final Socket socket;
  private final InputStream in;
  private final Duration flight;
  private final int ownMs;
  private long endNanos;
  private boolean over;

  /**
   * @param flight the longest time that the peer may take for a flight
   * @throws IOException if the socket is closed
   */
  public TimedInput(Socket socket, Duration flight) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.flight = flight;
    this.ownMs = socket.getSoTimeout();
    begin();
  }

  @Override
  public void begin() {
    endNanos = System.nanoTime() + flight.toNanos();
  }

  /** The handshake is over. */
  public void end() throws IOException {
    over = true;
    socket.setSoTimeout(ownMs);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (!over) {
      long left = Duration.ofNanos(endNanos - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("the handshake takes longer than " + flight);
      }
      socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
    }
    return in.read(into, from, length);
  }
}
