// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import org.penseal.signature.Octets;

/**
 * ServerKeyExchange of the ECC suites (GB/T 38636-2020, 6.4.4.1.4).
 *
 * @param signature DER, by the key of the signature certificate, over both random values and the
 *     encryption certificate
 */
public record ServerKeyExchange(Octets signature) implements HandshakeMessage {
  /** Reads a body. */
  public static ServerKeyExchange read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    Octets signature = in.vector(2, 1, HandshakeType.SERVER_KEY_EXCHANGE.longestBytes()).rest();
    in.end();
    return new ServerKeyExchange(signature);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_KEY_EXCHANGE;
  }

  @Override
  public byte[] body() {
    return new ByteWriter().vector(2, signature).bytes();
  }
}
