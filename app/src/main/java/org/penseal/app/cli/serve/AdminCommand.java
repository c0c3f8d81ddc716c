// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import picocli.CommandLine.Command;

/** {@code penseal admin}: administers a running node of the services. */
@Command(
    name = "admin",
    description =
        "Administers a running node of the services over TLS or TLCP; the client certificate of"
            + " --tls-key identifies the administrator.",
    subcommands = {
      AdminStateCommand.class,
      AdminAuditCommand.class,
      AdminDrainCommand.class,
      AdminApplicationCommand.class,
      AdminKeyCommand.class,
      AdminReloadCommand.class
    },
    mixinStandardHelpOptions = true)
public final class AdminCommand {}
