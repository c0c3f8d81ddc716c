// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a user proves their identity. */
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

  /** The modes that words name; empty if one is no mode, or there is none. */
  static Set<LoginMode> all(List<String> words) {
    Set<LoginMode> all = EnumSet.noneOf(LoginMode.class);
    for (String each : words) {
      Optional<LoginMode> found = of(each);
      if (found.isEmpty()) {
        return Set.of();
      }
      all.add(found.get());
    }
    return all;
  }

  /** One text of several, as {@link #split} reads it. */
  static String joined(Collection<LoginMode> modes) {
    return modes.stream().map(LoginMode::word).collect(Collectors.joining(" "));
  }

  /** The modes of a text. */
  static Set<LoginMode> split(String joined) {
    return all(List.of(joined.split(" ", -1)));
  }
}
