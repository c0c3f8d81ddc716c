// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.Locale;
import java.util.Optional;

/** Descriptions of alerts (GB/T 38636-2020, section 6.3.3; numbers as in RFC 5246, section 7.2). */
public enum Alert {
  CLOSE_NOTIFY(0),
  UNEXPECTED_MESSAGE(10),
  /**
   * The only alert after a secret was used: a record that does not open, a premaster, a signature
   * or a Finished that is wrong cannot be told apart.
   */
  BAD_RECORD_MAC(20),
  RECORD_OVERFLOW(22),
  HANDSHAKE_FAILURE(40),
  BAD_CERTIFICATE(42),
  UNSUPPORTED_CERTIFICATE(43),
  CERTIFICATE_REVOKED(44),
  CERTIFICATE_EXPIRED(45),
  CERTIFICATE_UNKNOWN(46),
  ILLEGAL_PARAMETER(47),
  UNKNOWN_CA(48),
  ACCESS_DENIED(49),
  DECODE_ERROR(50),
  DECRYPT_ERROR(51),
  PROTOCOL_VERSION(70),
  INSUFFICIENT_SECURITY(71),
  INTERNAL_ERROR(80),
  USER_CANCELED(90),
  NO_RENEGOTIATION(100),
  UNSUPPORTED_EXTENSION(110);

  /** Level of an alert that ends the connection (section 6.3.3). */
  public static final int FATAL = 2;

  /** Level of one that need not. */
  public static final int WARNING = 1;

  private final int code;

  Alert(int code) {
    this.code = code;
  }

  /** Its number on the wire. */
  public int code() {
    return code;
  }

  /** The one with a number; empty if it is none of these. */
  public static Optional<Alert> of(int code) {
    for (Alert each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** As the standards write it, e.g. {@code bad_record_mac}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
