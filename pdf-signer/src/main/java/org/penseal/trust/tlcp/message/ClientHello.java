// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.ArrayList;
import java.util.List;
import org.penseal.signature.Octets;

/**
 * ClientHello (GB/T 38636-2020, 6.4.4.1.1). Extensions are read over, since none is spoken: an
 * unknown one must not end a handshake.
 *
 * @param version the highest that the client speaks
 * @param random 32 bytes
 * @param sessionId of a session to be resumed; empty or up to 32 bytes
 * @param suites numbers, the client's favourite first
 */
public record ClientHello(int version, Octets random, Octets sessionId, List<Integer> suites)
    implements HandshakeMessage {
  /** Says that the client knows of secure renegotiation (RFC 5746, section 3.3). */
  public static final int RENEGOTIATION_SCSV = 0x00FF;

  /** Bytes of a random value. */
  public static final int RANDOM_BYTES = 32;

  /** The longest session identifier, in bytes. */
  public static final int LONGEST_SESSION_ID_BYTES = 32;

  private static final int MOST_SUITE_BYTES = 512;
  private static final int MOST_COMPRESSIONS = 255;

  /** Copies the list. */
  public ClientHello {
    suites = List.copyOf(suites);
  }

  /** Reads a body. */
  public static ClientHello read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    int version = in.number(2);
    Octets random = in.octets(RANDOM_BYTES);
    Octets sessionId = in.vector(1, 0, LONGEST_SESSION_ID_BYTES).rest();
    ByteReader offered = in.vector(2, 2, MOST_SUITE_BYTES);
    List<Integer> suites = new ArrayList<>();
    while (offered.more()) {
      suites.add(offered.number(2));
    }
    ByteReader compressions = in.vector(1, 1, MOST_COMPRESSIONS);
    boolean none = false;
    while (compressions.more()) {
      none |= compressions.number(1) == 0;
    }
    if (!none) {
      throw new TlcpException.Refused(Alert.ILLEGAL_PARAMETER, "only compressions are offered");
    }
    if (in.more()) {
      Extensions.types(in);
    }
    in.end();
    return new ClientHello(version, random, sessionId, suites);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_HELLO;
  }

  @Override
  public byte[] body() {
    ByteWriter list = new ByteWriter();
    suites.forEach(suite -> list.number(suite, 2));
    return new ByteWriter()
        .number(version, 2)
        .octets(random)
        .vector(1, sessionId)
        .vector(2, list.bytes())
        .vector(1, new byte[1])
        .bytes();
  }
}
