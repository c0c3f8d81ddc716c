// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.pdf.sign.PdfEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal pdf repair}: saves what can be read of a damaged file as a sound one. */
@Command(
    name = "repair",
    description =
        "Saves the readable content of a damaged, unsigned PDF as a new PDF that conforms to the"
            + " format.",
    mixinStandardHelpOptions = true)
final class PdfRepairCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin PdfFiles files = new PdfFiles();

  @Override
  public Integer call() throws Exception {
    PdfEditor.repair(files.in, files.password(), files.out);
    return files.done(reply);
  }
}
