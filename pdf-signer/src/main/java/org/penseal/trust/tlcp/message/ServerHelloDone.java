// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

/** ServerHelloDone (GB/T 38636-2020, 6.4.4.1.6). */
public record ServerHelloDone() implements HandshakeMessage {
  /** Reads a body. */
  public static ServerHelloDone read(byte[] body) throws TlcpException {
    ByteReader.of(body).end();
    return new ServerHelloDone();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO_DONE;
  }

  @Override
  public byte[] body() {
    return new byte[0];
  }
}
