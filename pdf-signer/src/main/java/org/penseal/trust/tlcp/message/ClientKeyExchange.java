// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import org.penseal.signature.Octets;

/**
 * ClientKeyExchange of the ECC suites (GB/T 38636-2020, 6.4.4.1.8).
 *
 * @param encrypted the premaster secret for the server's encryption certificate: DER (GB/T
 *     35276-2017, 7.2)
 */
public record ClientKeyExchange(Octets encrypted) implements HandshakeMessage {
  /** Reads a body. */
  public static ClientKeyExchange read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    Octets encrypted = in.vector(2, 1, HandshakeType.CLIENT_KEY_EXCHANGE.longestBytes()).rest();
    in.end();
    return new ClientKeyExchange(encrypted);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  @Override
  public byte[] body() {
    return new ByteWriter().vector(2, encrypted).bytes();
  }
}
