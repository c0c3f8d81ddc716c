// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.util.Set;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.PolicyException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that put something in the place of what a workplace names. */
final class PolicyOptions {
  /** Services, keys and trusted certificates of those who sign; whoever verifies names his own. */
  static final Set<String> OF_WORKPLACE =
      Set.of(
          "--workplace",
          "--ca",
          "--ca-reference",
          "--ca-secret-file",
          "--tsa",
          "--authority",
          "--authority-trust",
          "--authority-certificate",
          "--authority-key",
          "--tls-trust",
          "--tls-key",
          "--escrow");

  /** Whoever verifies, or administers services elsewhere, names whom he trusts for it. */
  private static final Set<String> NAME_THEIR_OWN = Set.of("verify", "admin");

  private PolicyOptions() {}

  /**
   * Goes on unless a command that signs names services where only those of the computer count.
   *
   * @throws PolicyException.Forbidden naming the option
   */
  static void require(ParseResult parsed) {
    if (NAME_THEIR_OWN.contains(parsed.commandSpec().name())) {
      return;
    }
    if (parsed.hasSubcommand()) {
      require(parsed.subcommand());
      return;
    }
    for (OptionSpec given : parsed.matchedOptions()) {
      if (OF_WORKPLACE.contains(given.longestName())) {
        Policy.requireOwnWorkplace(given.longestName());
      }
    }
  }
}
