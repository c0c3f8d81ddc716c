// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import picocli.CommandLine.Command;

/** {@code penseal data}: signatures and envelopes over any file. */
@Command(
    name = "data",
    description = "Signs, verifies, encrypts and decrypts files of any type and size.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DataSignCommand.class,
      DataVerifyCommand.class,
      DataSealCommand.class,
      DataOpenCommand.class
    })
public final class DataCommand {}
