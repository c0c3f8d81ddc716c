// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A connected socket with something over it, for code that knows sockets only. */
public final class TlsSocket extends Socket {
  private final Streams streams;
  private final Socket connected;
  private final boolean asked;

  /**
   * What lies over it.
   *
   * @param end says the end to the peer
   */
  public record Streams(InputStream input, OutputStream output, Closeable end) {}

  /** Closing this one closes the other. */
  public TlsSocket(Streams streams, Socket connected) {
    this(streams, connected, false);
  }

  /**
   * A socket that also says what the peer asked for.
   *
   * @param asked whether the peer asked for a certificate during the handshake
   */
  TlsSocket(Streams streams, Socket connected, boolean asked) {
    this.streams = streams;
    this.connected = connected;
    this.asked = asked;
  }

  /** Whether the peer asked for a certificate. */
  boolean askedForKey() {
    return asked;
  }

  @Override
  public InputStream getInputStream() {
    return streams.input;
  }

  @Override
  public OutputStream getOutputStream() {
    return streams.output;
  }

  @Override
  public void setSoTimeout(int milliseconds) throws SocketException {
    connected.setSoTimeout(milliseconds);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return connected.getSoTimeout();
  }

  @Override
  public boolean isConnected() {
    return connected.isConnected();
  }

  @Override
  public boolean isClosed() {
    return connected.isClosed();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return connected.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return connected.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    try {
      streams.end.close();
    } finally {
      connected.close();
    }
  }
}
