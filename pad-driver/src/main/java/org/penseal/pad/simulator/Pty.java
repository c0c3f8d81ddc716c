// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pseudo terminal, raw, whose slave a host opens as a serial port (Linux). Closing it is what the
 * host sees as unplugging.
 *
 * <p>One thread may read, any may write, any may close.
 */
public final class Pty implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pty.class);
  private static final int SLICE_MS = 10;
  private static final Duration WRITE = Duration.ofSeconds(1);

  private final int master;
  private final int slave;
  private final Path path;
  private final byte[] attributes;
  // Nobody may close the descriptors under a call that uses them.
  private final ReadWriteLock use = new ReentrantReadWriteLock(true);
  private boolean closed;

  private Pty(int master, int slave, Path path, byte[] attributes) {
    this.attributes = attributes;
    this.master = master;
    this.slave = slave;
    this.path = path;
  }

  /** A new pseudo terminal. Its slave is held open, so that a host may come and go. */
  public static Pty open() throws IOException {
    int master = Libc.openMaster();
    String name = Libc.slaveName(master);
    int slave = Libc.openRaw(name);
    return new Pty(master, slave, Path.of(name), Libc.attributes(slave));
  }

  /** Whether the host has taken all that was sent, or nobody will. */
  boolean drained() {
    use.readLock().lock();
    try {
      return closed || Libc.waiting(slave) == 0;
    } catch (IOException e) {
      LOG.debug("cannot tell what the host has taken", e);
      return true;
    } finally {
      use.readLock().unlock();
    }
  }

  /** Whether anybody has set the line's attributes since it was made, as a host does. */
  boolean wasSet() throws IOException {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      return !Arrays.equals(attributes, Libc.attributes(slave));
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * The speed that the host has set, baud; -1 for one that is not known here.
   *
   * @throws IOException once it is closed
   */
  public int baud() throws IOException {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      return Libc.baud(Libc.attributes(slave));
    } finally {
      use.readLock().unlock();
    }
  }

  /** The slave's device file. */
  public Path path() {
    return path;
  }

  /**
   * Bytes that the host sent.
   *
   * @return number of bytes, 0 when none came in time, -1 once it is closed
   */
  public int read(byte[] into, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      use.readLock().lock();
      try {
        if (closed) {
          return -1;
        }
        if (Libc.poll(master, Libc.POLLIN, SLICE_MS)) {
          return Libc.read(master, into);
        }
      } finally {
        use.readLock().unlock();
      }
    } while (System.nanoTime() - end < 0);
    return 0;
  }

  /**
   * Sends bytes. Once no host has taken any for a second, the rest is lost, as on a line nobody
   * listens to.
   */
  public void write(byte[] bytes) throws IOException {
    long end = System.nanoTime() + WRITE.toNanos();
    int done = 0;
    while (done < bytes.length && System.nanoTime() - end < 0) {
      use.readLock().lock();
      try {
        if (closed) {
          return;
        }
        if (Libc.poll(master, Libc.POLLOUT, SLICE_MS)) {
          int taken = Libc.write(master, bytes, done);
          done += taken;
          end = taken > 0 ? System.nanoTime() + WRITE.toNanos() : end;
        }
      } finally {
        use.readLock().unlock();
      }
    }
  }

  /** Unplugs. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        Libc.close(slave);
        Libc.close(master);
      }
    } catch (IOException e) {
      LOG.warn("closing a pseudo terminal failed", e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
