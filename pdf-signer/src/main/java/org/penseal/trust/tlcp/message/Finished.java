// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import org.penseal.signature.Octets;

/**
 * Finished (GB/T 38636-2020, 6.4.4.1.10).
 *
 * @param verifyData 12 bytes of the master secret and the SM3 digest of the handshake so far
 */
public record Finished(Octets verifyData) implements HandshakeMessage {
  /** Bytes of verify_data. */
  public static final int BYTES = 12;

  /** Reads a body. */
  public static Finished read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    Octets verifyData = in.octets(BYTES);
    in.end();
    return new Finished(verifyData);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.FINISHED;
  }

  @Override
  public byte[] body() {
    return verifyData.bytes();
  }
}
