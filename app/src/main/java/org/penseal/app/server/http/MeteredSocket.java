// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connected socket that knows what it is waiting for and since when, and how many bytes have gone
 * over it meanwhile. One thread reads and writes; another asks whether it is {@link #overdue}.
 */
final class MeteredSocket extends Socket {
  private final Socket connected;
  private final HttpLimits limits;
  private volatile Phase phase = Phase.HANDSHAKE;
  private volatile long since = System.nanoTime();
  private final AtomicLong bytes = new AtomicLong();

  /** What the connection is doing. */
  enum Phase {
    HANDSHAKE,
    IDLE,
    HEAD,
    REQUEST
  }

  MeteredSocket(Socket connected, HttpLimits limits) {
    this.connected = connected;
    this.limits = limits;
  }

  /** Goes on to another phase. */
  void begin(Phase next) {
    bytes.set(0);
    since = System.nanoTime();
    phase = next;
  }

  Phase phase() {
    return phase;
  }

  /** Whether it has taken longer than it may. */
  boolean overdue(long now) {
    Duration limit =
        switch (phase) {
          case HANDSHAKE -> limits.handshake();
          case IDLE -> limits.idle();
          case HEAD -> limits.head();
          case REQUEST ->
              limits.request().plusMillis(bytes.get() * 1000 / limits.slowestBytesPerSecond());
        };
    return now - since > limit.toNanos();
  }

  private void count(int more) throws IOException {
    if (more <= 0) {
      return;
    }
    if (phase == Phase.IDLE) {
      begin(Phase.HEAD);
    }
    long all = bytes.addAndGet(more);
    // A read may bring the beginning of the body, too.
    if (phase == Phase.HEAD && all > HttpLimits.HEAD_BYTES + HttpLimits.LINE_BYTES) {
      throw new IOException("the head is too long");
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(connected.getInputStream()) {
      @Override
      public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? -1 : 1);
        return read;
      }

      @Override
      public int read(byte[] target, int from, int most) throws IOException {
        int read = in.read(target, from, most);
        count(read);
        return read;
      }

      @Override
      public void close() throws IOException {
        MeteredSocket.this.close();
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(connected.getOutputStream()) {
      @Override
      public void write(byte[] source, int from, int many) throws IOException {
        out.write(source, from, many);
        if (phase == Phase.REQUEST) {
          count(many);
        }
      }

      @Override
      public void close() throws IOException {
        MeteredSocket.this.close();
      }
    };
  }

  @Override
  public void close() throws IOException {
    connected.close();
  }

  @Override
  public void shutdownOutput() throws IOException {
    connected.shutdownOutput();
  }

  @Override
  public void shutdownInput() throws IOException {
    connected.shutdownInput();
  }

  @Override
  public boolean isOutputShutdown() {
    return connected.isOutputShutdown();
  }

  @Override
  public boolean isInputShutdown() {
    return connected.isInputShutdown();
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
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    connected.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return connected.getSoLinger();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    connected.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return connected.getTcpNoDelay();
  }

  @Override
  public boolean isConnected() {
    return connected.isConnected();
  }

  @Override
  public boolean isBound() {
    return connected.isBound();
  }

  @Override
  public boolean isClosed() {
    return connected.isClosed();
  }

  @Override
  public InetAddress getInetAddress() {
    return connected.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return connected.getLocalAddress();
  }

  @Override
  public int getPort() {
    return connected.getPort();
  }

  @Override
  public int getLocalPort() {
    return connected.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return connected.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return connected.getLocalSocketAddress();
  }
}
