// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.ArrayList;
import java.util.List;
import org.penseal.signature.Octets;

/**
 * Certificate (GB/T 38636-2020, 6.4.4.1.3): the signature certificate, the encryption certificate,
 * then their issuers; empty from a client that has none.
 *
 * @param certificates DER
 */
public record CertificateMessage(List<Octets> certificates) implements HandshakeMessage {
  // Signature, encryption and four issuers: whoever looks for a path has few to try.
  private static final int MOST_CERTIFICATES = 6;
  private static final int LARGEST_CERTIFICATE_BYTES = 16_384;

  /** Copies the list. */
  public CertificateMessage {
    certificates = List.copyOf(certificates);
  }

  /** Reads a body; the certificates themselves are not looked into. */
  public static CertificateMessage read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    ByteReader list = in.vector(3, 0, HandshakeType.CERTIFICATE.longestBytes());
    in.end();
    List<Octets> certificates = new ArrayList<>();
    while (list.more()) {
      if (certificates.size() == MOST_CERTIFICATES) {
        throw new TlcpException.Refused(Alert.BAD_CERTIFICATE, "too many certificates");
      }
      certificates.add(list.vector(3, 1, LARGEST_CERTIFICATE_BYTES).rest());
    }
    return new CertificateMessage(certificates);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public byte[] body() {
    ByteWriter list = new ByteWriter();
    certificates.forEach(each -> list.vector(3, each));
    return new ByteWriter().vector(3, list.bytes()).bytes();
  }
}
