// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.ContentType;
import org.penseal.trust.tlcp.record.PlainRecord;
import org.penseal.trust.tlcp.record.RecordReader;
import org.penseal.trust.tlcp.record.RecordWriter;

/**
 * A connection after its handshake. One thread may read while another writes; closing says so to
 * the peer and leaves the streams below to whoever opened them.
 */
public final class TlcpConnection implements AutoCloseable {
  /** Records without content that may follow each other: Tongsuo sends one before each other. */
  static final int MOST_EMPTY = 32;

  private final RecordReader reader;
  private final RecordWriter writer;
  private final HandshakeChannel channel;
  private final Established established;
  private final InputStream input = new Input();
  private final OutputStream output = new Output();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean closed;

  private TlcpConnection(
      RecordReader reader, RecordWriter writer, HandshakeChannel channel, Established established) {
    this.reader = reader;
    this.writer = writer;
    this.channel = channel;
    this.established = established;
  }

  /** One side's handshake. */
  interface Handshake {
    Established run(HandshakeChannel channel) throws IOException;
  }

  static TlcpConnection over(
      InputStream in, OutputStream out, FlightTimer timer, Handshake handshake) throws IOException {
    RecordReader reader = new RecordReader(in);
    RecordWriter writer = new RecordWriter(out);
    HandshakeChannel channel = new HandshakeChannel(reader, writer, timer);
    timer.begin();
    try {
      return new TlcpConnection(reader, writer, channel, handshake.run(channel));
    } catch (TlcpException.Refused e) {
      throw refused(channel, e);
    } catch (RuntimeException e) {
      // Whatever a library makes of what came: the peer learns no more of it than of other faults.
      throw refused(
          channel, new TlcpException.Refused(Alert.INTERNAL_ERROR, "the handshake failed", e));
    }
  }

  private static TlcpException refused(HandshakeChannel channel, TlcpException.Refused fault) {
    TlcpException.Refused told = channel.told(fault);
    try {
      channel.tell(told.alert());
    } catch (IOException e) {
      told.addSuppressed(e);
    }
    return told;
  }

  /** The suite that is spoken. */
  public TlcpSuite suite() {
    return established.suite();
  }

  /** Who is there; empty for a client that was not asked or showed nothing. */
  public Optional<PeerCertificates> peer() {
    return established.peer();
  }

  /** Whether an earlier session goes on. */
  public boolean resumed() {
    return established.resumed();
  }

  /**
   * What the peer sends. It ends where the peer says so; {@link TlcpException.Cut} is thrown where
   * the connection ends without.
   */
  public InputStream input() {
    return input;
  }

  /** To the peer; each write is sent when it returns. */
  public OutputStream output() {
    return output;
  }

  /** Tells the peer that nothing more comes, unless another thread is held up by a write. */
  @Override
  public void close() throws IOException {
    if (!writing.tryLock()) {
      closed = true;
      return;
    }
    try {
      if (closed) {
        return;
      }
      closed = true;
      writer.write(ContentType.ALERT, new byte[] {Alert.WARNING, (byte) Alert.CLOSE_NOTIFY.code()});
      writer.flush();
    } finally {
      writing.unlock();
    }
  }

  /** Sends what only tests send. */
  void send(ContentType type, byte[] content) throws IOException {
    writer.write(type, content);
    writer.flush();
  }

  /** After a fault neither the connection nor its session is used again. */
  private TlcpException broken(TlcpException.Refused fault) {
    established.forget().run();
    closed = true;
    if (!writing.tryLock()) {
      // A write is held up, so that the peer would not read the alert either.
      return channel.told(fault);
    }
    try {
      return refused(channel, fault);
    } finally {
      writing.unlock();
    }
  }

  private final class Input extends InputStream {
    private byte[] content = {};
    private int at;
    private boolean over;
    private @Nullable TlcpException fault;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == content.length && !fill()) {
        return -1;
      }
      int count = Math.min(length, content.length - at);
      System.arraycopy(content, at, into, from, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return content.length - at;
    }

    private boolean fill() throws IOException {
      if (fault != null) {
        throw fault;
      }
      if (over) {
        return false;
      }
      try {
        for (int i = 0; i <= MOST_EMPTY; i++) {
          PlainRecord record = reader.read();
          if (record.type() == ContentType.ALERT) {
            ended(record.content());
            over = true;
            return false;
          }
          if (record.type() != ContentType.APPLICATION_DATA) {
            throw new TlcpException.Refused(
                Alert.UNEXPECTED_MESSAGE, record.type() + " after the handshake");
          }
          if (record.content().length > 0) {
            content = record.content();
            at = 0;
            return true;
          }
        }
        throw new TlcpException.Refused(Alert.UNEXPECTED_MESSAGE, "nothing but empty records");
      } catch (TlcpException.Refused e) {
        fault = broken(e);
        throw fault;
      }
    }

    private void ended(byte[] alert) throws TlcpException {
      if (alert.length == 2 && (alert[1] & 0xFF) == Alert.CLOSE_NOTIFY.code()) {
        return;
      }
      TlcpException end = HandshakeChannel.ended(alert);
      if (end instanceof TlcpException.Ended) {
        established.forget().run();
        fault = end;
      }
      throw end;
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) {
        return;
      }
      writing.lock();
      try {
        if (closed) {
          throw new IOException("the connection is closed");
        }
        writer.write(ContentType.APPLICATION_DATA, bytes, from, length);
        writer.flush();
      } catch (TlcpException.Refused e) {
        throw broken(e);
      } finally {
        writing.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      TlcpConnection.this.close();
    }
  }
}
