// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.bouncycastle.tls.TlsProtocol;

/** A connected socket with TLS over it, for code that knows sockets only. */
final class TlsSocket extends Socket {
  private final TlsProtocol protocol;
  private final Socket connected;

  TlsSocket(TlsProtocol protocol, Socket connected) {
    this.protocol = protocol;
    this.connected = connected;
  }

  @Override
  public InputStream getInputStream() {
    return protocol.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return protocol.getOutputStream();
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
      protocol.close();
    } finally {
      connected.close();
    }
  }
}
