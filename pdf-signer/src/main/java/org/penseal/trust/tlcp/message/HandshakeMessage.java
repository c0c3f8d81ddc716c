// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

/** A handshake message (GB/T 38636-2020, section 6.4.4). */
public sealed interface HandshakeMessage
    permits ClientHello,
        ServerHello,
        CertificateMessage,
        ServerKeyExchange,
        CertificateRequest,
        ServerHelloDone,
        ClientKeyExchange,
        CertificateVerify,
        Finished {
  /** Version 1.1 of the protocol, as in records, hellos and the premaster secret. */
  int VERSION = 0x0101;

  /** Its type. */
  HandshakeType type();

  /** Its body, without type and length. */
  byte[] body();

  /** Type, length and body. */
  default byte[] encoded() {
    return new ByteWriter().number(type().code(), 1).vector(3, body()).bytes();
  }
}
