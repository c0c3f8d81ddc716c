// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client and a server with memory between them. */
final class Meeting {
  final MemoryPipe toServer;
  final MemoryPipe toClient;

  /** What either came to: a connection or a failure. */
  record Outcome(@Nullable TlcpConnection connection, @Nullable Exception failure) {
    TlcpConnection connected() {
      if (failure != null) {
        throw new AssertionError(failure);
      }
      return Objects.requireNonNull(connection);
    }
  }

  record Both(Outcome client, Outcome server) {}

  Meeting(int mostAtOnce) {
    toServer = new MemoryPipe(mostAtOnce);
    toClient = new MemoryPipe(mostAtOnce);
  }

  Meeting() {
    this(Integer.MAX_VALUE);
  }

  private interface Side {
    TlcpConnection shake() throws IOException;
  }

  private static Outcome outcome(Side side, MemoryPipe ending) {
    try {
      return new Outcome(side.shake(), null);
    } catch (IOException | RuntimeException e) {
      ending.end();
      return new Outcome(null, e);
    }
  }

  /** Both shake hands; a side that fails ends its direction. */
  Both shake(TlcpClient client, TlcpServer server) throws Exception {
    return shake(client, server, Parties.SM2.check());
  }

  Both shake(TlcpClient client, TlcpServer server, PeerCheck check) throws Exception {
    return shake(client, server, check, (out, ofClient) -> out);
  }

  /** Somebody between the two. */
  interface Between {
    OutputStream of(OutputStream toPeer, boolean ofClient);
  }

  Both shake(TlcpClient client, TlcpServer server, PeerCheck check, Between between)
      throws Exception {
    OutputStream fromServer = between.of(toClient.output(), false);
    OutputStream fromClient = between.of(toServer.output(), true);
    FutureTask<Outcome> serving =
        new FutureTask<>(
            () ->
                outcome(
                    () -> server.accept(toServer.input(), fromServer, FlightTimer.NONE), toClient));
    Thread.ofVirtual().start(serving);
    Outcome own =
        outcome(
            () ->
                client.connect(
                    toClient.input(), fromClient, FlightTimer.NONE, "localhost:1", check),
            toServer);
    return new Both(own, get(serving));
  }

  private static Outcome get(FutureTask<Outcome> task)
      throws ExecutionException, InterruptedException, TimeoutException {
    return task.get(60, TimeUnit.SECONDS);
  }
}
