// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.util.Optional;

/** What a record carries (GB/T 38636-2020, section 6.3.2.1). */
public enum ContentType {
  CHANGE_CIPHER_SPEC(20),
  ALERT(21),
  HANDSHAKE(22),
  APPLICATION_DATA(23);

  private final int code;

  ContentType(int code) {
    this.code = code;
  }

  /** Its number on the wire. */
  public int code() {
    return code;
  }

  static Optional<ContentType> of(int code) {
    for (ContentType each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
