// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.io.IOException;
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
    Path target;
    try {
      target = followed(file);
      if (target.startsWith(followed(Policy.folder()))) {
        return Optional.of(COMPUTER);
      }
    } catch (IOException e) {
      return Optional.of(FILE);
    }
    try {
      Policy.requireOwnWorkplace(file.toString());
    } catch (PolicyException e) { // also one that cannot be read
      return Optional.of(POLICY);
    }
    Path folder = Objects.requireNonNull(target.getParent());
    boolean writable =
        Files.notExists(folder)
            || (Files.isWritable(folder) && (Files.notExists(target) || Files.isWritable(target)));
    return writable ? Optional.empty() : Optional.of(FILE);
  }

  // What is written is what a link leads to.
  private static Path followed(Path file) throws IOException {
    boolean leads = Files.exists(file) || Files.isSymbolicLink(file);
    return leads ? file.toRealPath() : file.toAbsolutePath();
  }
}
