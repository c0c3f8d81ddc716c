// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.OpensslKey;

/** Roots and servers' certificates, made by openssl. */
final class Site {
  private Site() {}

  static OpensslKey root(Path folder, List<String> kind, String name) throws IOException {
    return OpensslKey.make(
        folder,
        kind,
        List.of("-subj", "/CN=" + name, "-addext", "basicConstraints=critical,CA:TRUE"));
  }

  /**
   * A certificate by a root.
   *
   * @param extensions each as {@code openssl req -addext} has it
   */
  static OpensslKey issued(Path folder, List<String> kind, OpensslKey root, String... extensions)
      throws IOException {
    return issued(folder, kind, root, List.of(), extensions);
  }

  /** The same with further words to {@code openssl req}. */
  static OpensslKey issued(
      Path folder, List<String> kind, OpensslKey root, List<String> further, String... extensions)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("-subj", "/CN=localhost"));
    words.addAll(List.of("-CA", root.certificate().toString(), "-CAkey", root.key().toString()));
    for (String extension : extensions) {
      words.addAll(List.of("-addext", extension));
    }
    words.addAll(further);
    return OpensslKey.make(folder, kind, words);
  }

  /** A folder with a certificate in it, as {@code --tls-trust} takes it. */
  static Path trust(Path folder, OpensslKey... roots) throws IOException {
    Path trust = Files.createTempDirectory(folder, "trust-");
    for (int i = 0; i < roots.length; i++) {
      Files.copy(roots[i].certificate(), trust.resolve("root-" + i + ".pem"));
    }
    return trust;
  }
}
