// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.util.Optional;

/** How somebody proves who they are. */
enum LoginMode {
  /** By a signature of a key that was registered before. */
  SIGNATURE("signature"),
  /** By a signature, and the certificate of its key. */
  SIGNATURE_CERTIFICATE("signature-certificate"),
  /** By a certificate alone: what a handshake has shown, or a statement on one that was sent. */
  CERTIFICATE("certificate");

  private final String word;

  LoginMode(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Optional<LoginMode> of(String word) {
    for (LoginMode each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
