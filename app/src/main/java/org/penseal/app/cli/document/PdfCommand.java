// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import org.penseal.app.cli.terminal.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code penseal pdf}: prepares a PDF for signing; the input stays as it is. */
@Command(
    name = "pdf",
    description = "Prepares a PDF for signing: fields, annotate, repair.",
    mixinStandardHelpOptions = true,
    subcommands = {PdfFieldsCommand.class, PdfAnnotateCommand.class, PdfRepairCommand.class})
public final class PdfCommand implements Runnable {
  @CommandLine.Spec CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    throw new UsageException(spec, "command");
  }
}
