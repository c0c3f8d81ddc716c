// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** The place of an output, which must not be that of a file the command reads. */
public final class OwnPlace {
  private OwnPlace() {}

  /**
   * Looks at every key, password and certificate file; the signed file itself is looked at where it
   * is opened.
   *
   * @param read files, and folders of certificates; each may be missing, or not be there
   * @throws FileException.OutputIsInput if the output is one of them, by whatever name
   */
  public static void require(Path output, List<? extends @Nullable Path> read)
      throws SigningException {
    for (Path each : read) {
      try {
        if (each != null && Files.exists(output) && Files.exists(each) && isRead(output, each)) {
          throw new FileException.OutputIsInput(output);
        }
      } catch (IOException e) {
        throw new FileException.OutputNotWritable(output, "cannot be compared", e);
      }
    }
  }

  // As TrustStore reads them: of a folder and of those for a purpose in it, what is named so.
  private static boolean isRead(Path output, Path read) throws IOException {
    if (!Files.isDirectory(read)) {
      return Files.isSameFile(output, read);
    }
    for (Path folder : folders(read)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : files.filter(TrustStore::isCertificateFile).toList()) {
          if (Files.isSameFile(output, each)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Path> folders(Path read) {
    Stream<Path> apart = Arrays.stream(Purpose.values()).map(each -> read.resolve(each.folder()));
    return Stream.concat(Stream.of(read), apart.filter(Files::isDirectory)).toList();
  }
}
