// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.Optional;

/**
 * The suites that are spoken (GB/T 38636-2020, table 2), the better one first. The key exchange of
 * both encrypts the premaster secret to the server's SM2 certificate.
 */
public enum TlcpSuite {
  /** ECC_SM4_GCM_SM3. */
  ECC_SM4_GCM_SM3(0xE053),
  /** ECC_SM4_CBC_SM3. */
  ECC_SM4_CBC_SM3(0xE013);

  private final int code;

  TlcpSuite(int code) {
    this.code = code;
  }

  /** Its number on the wire. */
  public int code() {
    return code;
  }

  /** The one with a number; empty if it is not spoken. */
  public static Optional<TlcpSuite> of(int code) {
    for (TlcpSuite each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
