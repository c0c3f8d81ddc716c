// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import org.penseal.signature.Octets;

/**
 * CertificateVerify (GB/T 38636-2020, 6.4.4.1.9).
 *
 * @param signature DER, by the key of the client's signature certificate, over the SM3 digest of
 *     the handshake so far
 */
public record CertificateVerify(Octets signature) implements HandshakeMessage {
  /** Reads a body. */
  public static CertificateVerify read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    Octets signature = in.vector(2, 1, HandshakeType.CERTIFICATE_VERIFY.longestBytes()).rest();
    in.end();
    return new CertificateVerify(signature);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_VERIFY;
  }

  @Override
  public byte[] body() {
    return new ByteWriter().vector(2, signature).bytes();
  }
}
