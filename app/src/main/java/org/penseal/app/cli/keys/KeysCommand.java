// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.keys;

import picocli.CommandLine.Command;

/** {@code penseal keys}: the two keys of TLCP and their certificates. */
@Command(
    name = "keys",
    description =
        "Generates the two key pairs of TLCP, requests their certificates and installs them.",
    subcommands = {KeysRequestCommand.class, KeysCompleteCommand.class},
    mixinStandardHelpOptions = true)
public final class KeysCommand {}
