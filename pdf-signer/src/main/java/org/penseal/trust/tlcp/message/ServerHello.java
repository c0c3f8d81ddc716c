// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.Map;
import org.penseal.signature.Octets;

/**
 * ServerHello (GB/T 38636-2020, 6.4.4.1.2).
 *
 * @param version that is spoken
 * @param random 32 bytes
 * @param sessionId of this session; the client's own where it is resumed; empty if it cannot be
 * @param suite number of the suite that is spoken
 * @param extensions contents by type
 */
public record ServerHello(
    int version, Octets random, Octets sessionId, int suite, Map<Integer, Octets> extensions)
    implements HandshakeMessage {
  /** renegotiation_info (RFC 5746, section 3.2): may answer the client's signalling value. */
  public static final int RENEGOTIATION_INFO = 0xFF01;

  /** Copies the map. */
  public ServerHello {
    extensions = Map.copyOf(extensions);
  }

  /** As it is written here: without extensions. */
  public ServerHello(Octets random, Octets sessionId, TlcpSuite suite) {
    this(VERSION, random, sessionId, suite.code(), Map.of());
  }

  /** Reads a body. */
  public static ServerHello read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    int version = in.number(2);
    Octets random = in.octets(ClientHello.RANDOM_BYTES);
    Octets sessionId = in.vector(1, 0, ClientHello.LONGEST_SESSION_ID_BYTES).rest();
    int suite = in.number(2);
    if (in.number(1) != 0) {
      throw new TlcpException.Refused(Alert.ILLEGAL_PARAMETER, "a compression that is not offered");
    }
    Map<Integer, Octets> extensions = in.more() ? Extensions.types(in) : Map.of();
    in.end();
    return new ServerHello(version, random, sessionId, suite, extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO;
  }

  @Override
  public byte[] body() {
    ByteWriter out =
        new ByteWriter()
            .number(version, 2)
            .octets(random)
            .vector(1, sessionId)
            .number(suite, 2)
            .number(0, 1);
    if (!extensions.isEmpty()) {
      ByteWriter block = new ByteWriter();
      extensions.forEach((type, content) -> block.number(type, 2).vector(2, content));
      out.vector(2, block.bytes());
    }
    return out.bytes();
  }
}
