// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.util.Locale;
import java.util.Optional;

/** What an administrator may do; each role includes the rights of the one before it. */
public enum AdminRole {
  /** Sees the state and reads the audit. */
  AUDITOR,
  /** Takes the node out of the rotation and back, switches applications and keys. */
  OPERATOR,
  /** Has the settings of applications and limits read again. */
  ADMINISTRATOR;

  /** The role of a word. */
  public static Optional<AdminRole> of(String word) {
    for (AdminRole each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Its word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it includes another. */
  public boolean includes(AdminRole other) {
    return compareTo(other) >= 0;
  }
}
