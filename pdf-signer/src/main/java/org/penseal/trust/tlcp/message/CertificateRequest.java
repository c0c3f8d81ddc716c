// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.ArrayList;
import java.util.List;
import org.penseal.signature.Octets;

/**
 * CertificateRequest (GB/T 38636-2020, 6.4.4.1.5): no signature algorithms, other than TLS 1.2.
 *
 * @param types of certificates
 * @param authorities names in DER whose certificates are believed; none for any
 */
public record CertificateRequest(List<Integer> types, List<Octets> authorities)
    implements HandshakeMessage {
  /** ecdsa_sign, which stands for SM2. */
  public static final int ECDSA_SIGN = 64;

  /** rsa_sign, which others send too. */
  public static final int RSA_SIGN = 1;

  private static final int MOST_TYPES = 32;
  private static final int MOST_NAME_BYTES = 16_000;

  /** Copies the lists. */
  public CertificateRequest {
    types = List.copyOf(types);
    authorities = List.copyOf(authorities);
  }

  /** As it is asked here. */
  public CertificateRequest(List<Octets> authorities) {
    this(List.of(RSA_SIGN, ECDSA_SIGN), authorities);
  }

  /** Reads a body. */
  public static CertificateRequest read(byte[] body) throws TlcpException {
    ByteReader in = ByteReader.of(body);
    ByteReader kinds = in.vector(1, 1, MOST_TYPES);
    List<Integer> types = new ArrayList<>();
    while (kinds.more()) {
      types.add(kinds.number(1));
    }
    ByteReader names = in.vector(2, 0, MOST_NAME_BYTES);
    List<Octets> authorities = new ArrayList<>();
    while (names.more()) {
      authorities.add(names.vector(2, 1, MOST_NAME_BYTES).rest());
    }
    in.end();
    return new CertificateRequest(types, authorities);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  @Override
  public byte[] body() {
    ByteWriter kinds = new ByteWriter();
    types.forEach(each -> kinds.number(each, 1));
    ByteWriter names = new ByteWriter();
    authorities.forEach(each -> names.vector(2, each));
    return new ByteWriter().vector(1, kinds.bytes()).vector(2, names.bytes()).bytes();
  }
}
