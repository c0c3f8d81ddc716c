// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penseal.app.signing.CaseOrder;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** Where the signed file is to go, looked at before anyone is asked to sign. */
public final class OutputPlace {
  private OutputPlace() {}

  /**
   * Refuses a place where the output cannot be written now, or must not be.
   *
   * @throws FileException.OutputNotWritable with the reason
   */
  public static void require(CaseOrder order) throws SigningException {
    Path output = order.output().toAbsolutePath();
    Path folder = output.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FileException.OutputNotWritable(output, "no such folder", null);
    }
    if (Files.isDirectory(output)) {
      throw new FileException.OutputNotWritable(output, "is a folder", null);
    }
    try {
      // Only a try tells: rights, read-only mounts and special file systems all count.
      Files.delete(Files.createTempFile(folder, ".penseal", ".part"));
      if (Files.exists(output) && Files.isSameFile(output, order.document().file())) {
        throw new FileException.OutputIsInput(output);
      }
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(output, e.getClass().getSimpleName(), e);
    }
  }
}
