// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.PolicyException;

/** Why a service can be looked at only. */
enum Lock {
  /** A case is running. */
  CASE,
  /** The data folder is that of the demonstration, which has services of its own. */
  DEMO,
  /** The file is that of all users of this computer. */
  COMPUTER,
  /** The administrator of this computer allows no workplace of a user's own. */
  POLICY,
  /** The file cannot be written. */
  FILE;

  /**
   * The lock of a workplace file, which need not be there; empty if it can be written.
   *
   * @param demo whether its data folder is that of the demonstration
   */
  static Optional<Lock> of(Path file, boolean demo) {
    if (demo) {
      return Optional.of(DEMO);
    }
    if (file.toAbsolutePath().startsWith(Policy.folder().toAbsolutePath())) {
      return Optional.of(COMPUTER);
    }
    try {
      Policy.requireOwnWorkplace(file.toString());
    } catch (PolicyException e) { // also one that cannot be read
      return Optional.of(POLICY);
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    boolean writable =
        Files.notExists(folder)
            || (Files.isWritable(folder) && (Files.notExists(file) || Files.isWritable(file)));
    return writable ? Optional.empty() : Optional.of(FILE);
  }
}
