// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.penseal.trust.tlcp.TimedInput;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tls.TlsSocket;

/**
 * Several protocols at one address: TLCP for clients that begin with it, the SM suite of RFC 8998
 * for clients that offer it, ordinary TLS for all others. What is not set up is not spoken: nothing
 * falls back from one that a client has begun.
 */
public final class ChoosingServerWire implements ServerWire {
  private final Map<Protocol, ServerWire> wires;
  private final Duration flight;

  /**
   * @param wires at least one
   * @param flight the longest time for the first record of a client
   */
  public ChoosingServerWire(Map<Protocol, ServerWire> wires, Duration flight) {
    this.wires = Map.copyOf(wires);
    this.flight = flight;
  }

  @Override
  public Accepted accept(Socket socket) throws IOException {
    TimedInput timed = new TimedInput(socket, flight);
    byte[] first = FirstRecord.read(timed);
    timed.end();
    ServerWire wire = wires.get(protocol(first));
    if (wire == null) {
      throw new IOException("a client of a protocol that is not set up");
    }
    TlsSocket again =
        new TlsSocket(
            new TlsSocket.Streams(
                new SequenceInputStream(new ByteArrayInputStream(first), socket.getInputStream()),
                socket.getOutputStream(),
                () -> {}),
            socket);
    return wire.accept(again);
  }

  private Protocol protocol(byte[] first) throws TlcpException {
    if (FirstRecord.isTlcp(first)) {
      return Protocol.TLCP;
    }
    boolean sm = wires.containsKey(Protocol.SM) && FirstRecord.offersSm(first);
    // Where there is nothing else, the client hears of its mistake from the protocol itself.
    return sm || !wires.containsKey(Protocol.ORDINARY) ? Protocol.SM : Protocol.ORDINARY;
  }
}
