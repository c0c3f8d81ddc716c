// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.refusal.ServeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one address; each connection has a virtual thread. The one who opened it closes it,
 * after {@link #drain} if what is under way is to be ended in peace.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 256;
  private static final long WATCH_MILLIS = 250;

  private final ServerSocket listening;
  private final Entrance entrance;
  private final Handler handler;
  private final ConnectionCounts counts;
  private final ConnectionRoom room = new ConnectionRoom();
  private final Set<MeteredSocket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile HttpLimits limits;
  private volatile boolean draining;

  /** Told of what happens to connections; from many threads. */
  public interface ConnectionCounts {
    /** One more, or one less. */
    void open(int change);

    /** One was turned away: too many, a failed handshake, or too slow. */
    void turnedAway(String why);
  }

  private Listener(
      ServerSocket listening,
      Entrance entrance,
      Handler handler,
      HttpLimits limits,
      ConnectionCounts counts) {
    this.listening = listening;
    this.entrance = entrance;
    this.handler = handler;
    this.limits = limits;
    this.counts = counts;
  }

  /**
   * Begins to listen.
   *
   * @param address port 0 for any that is free
   * @throws ServeException.PortTaken if it cannot
   */
  public static Listener open(
      InetSocketAddress address,
      Entrance entrance,
      Handler handler,
      HttpLimits limits,
      ConnectionCounts counts)
      throws ServeException {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(address, BACKLOG);
      Listener listener = new Listener(listening, entrance, handler, limits, counts);
      Thread.ofVirtual().name("listener " + listening.getLocalPort()).start(listener::accept);
      Thread.ofVirtual().name("watch " + listening.getLocalPort()).start(listener::watch);
      return listener;
    } catch (IOException e) {
      throw new ServeException.PortTaken(address.getHostString() + ":" + address.getPort(), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** What it takes from now on; connections that are open keep their times. */
  public void limits(HttpLimits next) {
    limits = next;
  }

  /** How many connections are open. */
  public int openConnections() {
    return open.size();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        admit(listening.accept());
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOG.warn("a connection could not be taken: {}", e.getClass().getSimpleName());
          pause();
        }
      } catch (RuntimeException | Error e) {
        // Whatever it was, the next caller is let in; one that came while it was closed is not.
        if (!listening.isClosed()) {
          LOG.error("a connection could not be taken", e);
          pause();
        }
      }
    }
  }

  // Without descriptors accept fails at once, again and again.
  private static void pause() {
    try {
      Thread.sleep(WATCH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket) {
    InetAddress from = socket.getInetAddress();
    boolean behind = entrance.proxies().isPresent();
    if (behind && !entrance.proxies().get().test(from)) {
      turnAway(socket, "no-proxy");
      return;
    }
    if (!room.enter(limits.connections())) {
      turnAway(socket, "full");
      return;
    }
    // Of one behind a load balancer the address is known when its header was read.
    if (!behind && !room.enter(from, limits.connectionsEach())) {
      room.leave();
      turnAway(socket, "full-for-address");
      return;
    }
    MeteredSocket line = new MeteredSocket(socket, limits);
    open.add(line);
    counts.open(1);
    boolean begun = false;
    try {
      threads.execute(() -> serve(line, behind ? null : from));
      begun = true;
    } finally {
      if (!begun) {
        end(line, behind ? null : from);
      }
    }
  }

  private void end(MeteredSocket line, @Nullable InetAddress counted) {
    close(line);
    open.remove(line);
    if (counted != null) {
      room.leave(counted);
    }
    room.leave();
    counts.open(-1);
  }

  private void turnAway(Socket socket, String why) {
    counts.turnedAway(why);
    close(socket);
  }

  private void serve(MeteredSocket line, @Nullable InetAddress known) {
    InetAddress counted = known;
    try {
      if (counted == null) {
        counted = behindProxy(line);
      }
      if (counted != null) {
        new Connection(line, counted, entrance.wire(), handler, limits, () -> draining).serve();
      }
    } catch (ProxyHeader.Malformed e) {
      counts.turnedAway("proxy-header");
      LOG.debug("a connection ended: {}", e.toString());
    } catch (IOException e) {
      if (line.phase() == MeteredSocket.Phase.HANDSHAKE) {
        counts.turnedAway("handshake");
      }
      LOG.debug("a connection ended: {}", e.toString());
    } finally {
      end(line, counted);
    }
  }

  // Null if there are too many from that address.
  private @Nullable InetAddress behindProxy(MeteredSocket line) throws IOException {
    InetAddress from = ProxyHeader.read(line.getInputStream(), line.getInetAddress());
    if (room.enter(from, limits.connectionsEach())) {
      return from;
    }
    counts.turnedAway("full-for-address");
    return null;
  }

  private void watch() {
    while (!listening.isClosed() || !open.isEmpty()) {
      try {
        endOverdue();
      } catch (RuntimeException | Error e) {
        // Without the watch nobody would be cut off again.
        LOG.error("connections could not be looked at", e);
      }
      try {
        Thread.sleep(WATCH_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void endOverdue() {
    long now = System.nanoTime();
    for (MeteredSocket line : open) {
      boolean over = draining && line.phase() == MeteredSocket.Phase.IDLE;
      if (over || line.overdue(now)) {
        if (!over) {
          counts.turnedAway("slow");
        }
        close(line);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.trace("cannot be closed", e);
    }
  }

  /** Takes no more connections; those that are open have their answers. */
  public void stopAccepting() {
    draining = true;
    stopListening();
  }

  /**
   * Takes no more connections and waits until the open ones have had their answers.
   *
   * @return whether all were done in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    stopAccepting();
    long end = System.nanoTime() + limit.toNanos();
    while (!open.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return open.isEmpty();
  }

  private void stopListening() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.debug("cannot be closed", e);
    }
  }

  @Override
  public void close() {
    stopAccepting();
    open.forEach(Listener::close);
    threads.shutdownNow();
  }
}
