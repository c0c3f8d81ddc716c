// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.util.Optional;

/** Types of handshake messages with the longest body that is read (GB/T 38636-2020, 6.4.4). */
public enum HandshakeType {
  /** Never answered: there is no renegotiation. */
  HELLO_REQUEST(0, 0),
  CLIENT_HELLO(1, 16_384),
  SERVER_HELLO(2, 1024),
  /** Never asked for: there are no tickets. */
  NEW_SESSION_TICKET(4, 0),
  CERTIFICATE(11, 65_536),
  SERVER_KEY_EXCHANGE(12, 256),
  CERTIFICATE_REQUEST(13, 16_384),
  SERVER_HELLO_DONE(14, 0),
  CERTIFICATE_VERIFY(15, 256),
  CLIENT_KEY_EXCHANGE(16, 512),
  FINISHED(20, 12);

  private final int code;
  private final int longestBytes;

  HandshakeType(int code, int longestBytes) {
    this.code = code;
    this.longestBytes = longestBytes;
  }

  /** Its number on the wire. */
  public int code() {
    return code;
  }

  /** The longest body that is read, in bytes. */
  public int longestBytes() {
    return longestBytes;
  }

  /** The one with a number. */
  public static Optional<HandshakeType> of(int code) {
    for (HandshakeType each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
