// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.file.PolicyException.Forbidden;
import org.penseal.app.workplace.file.PolicyException.Forbidden.What;

/**
 * What the administrator of a computer allows its users: {@code policy.json} in the computer's own
 * folder. It binds this program, but not users who can start other programs.
 *
 * @param ownWorkplace whether users may have workplace files, services and trusted certificates of
 *     their own
 * @param demo whether demonstrations are allowed
 * @param kiosk how the window is held; empty for a window like any other
 */
public record Policy(boolean ownWorkplace, boolean demo, Optional<Kiosk> kiosk) {
  /** Name of the file. */
  public static final String NAME = "policy.json";

  /** Nothing is forbidden. */
  public static final Policy NONE = new Policy(true, true, Optional.empty());

  /** Settings of the whole computer. */
  private static final Path MACHINE = Path.of("/etc/penseal");

  private static volatile Path machine = MACHINE;

  /**
   * The window fills the screen, and closing it needs the operator.
   *
   * @param code what the operator types; empty if the window is closed from outside only
   */
  public record Kiosk(Optional<KioskCode> code) {}

  /** The folder with policy and workplace of the computer; need not be there. */
  public static Path folder() {
    return machine;
  }

  /** Another folder, for tests; null for the usual one. */
  static void folder(@Nullable Path other) {
    machine = other == null ? MACHINE : other;
  }

  /**
   * The policy that is in force.
   *
   * @throws PolicyException.Unusable if there is a file and it cannot be read
   */
  public static Policy inForce() {
    return PolicyFile.in(folder());
  }

  /**
   * Returns if demonstrations are allowed.
   *
   * @throws Forbidden otherwise
   */
  public static void requireDemo() {
    if (!inForce().demo()) {
      throw new Forbidden(What.DEMO, "");
    }
  }

  /**
   * Returns if users may trust certificates of their own.
   *
   * @throws Forbidden otherwise
   */
  public static void requireOwnCertificates() {
    if (!inForce().ownWorkplace()) {
      throw new Forbidden(What.CERTIFICATE, "");
    }
  }

  /**
   * Returns if users may have a workplace of their own.
   *
   * @param name of the file or option that says otherwise
   * @throws Forbidden otherwise
   */
  public static void requireOwnWorkplace(String name) {
    if (!inForce().ownWorkplace()) {
      throw new Forbidden(What.WORKPLACE, name);
    }
  }
}
