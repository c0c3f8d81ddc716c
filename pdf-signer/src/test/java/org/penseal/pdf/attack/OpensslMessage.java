// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SignedHole;

/** A file whose last signature OpenSSL makes anew. */
final class OpensslMessage {
  private OpensslMessage() {}

  static byte[] of(byte[] signed, OpensslKey key) throws Exception {
    Path file = Files.createTempFile(key.key().getParent(), "openssl-", ".pdf");
    Files.write(file, signed);
    return Message.last(signed).replaced(over(SignedHole.of(file).covered(), key));
  }

  /** The message over a file. */
  static byte[] over(Path covered, OpensslKey key) throws Exception {
    Path message = covered.resolveSibling("message.der");
    OpensslKey.run(
        List.of(
            "openssl",
            "cms",
            "-sign",
            "-binary",
            "-nosmimecap",
            "-cades",
            "-md",
            "sha256",
            "-in",
            covered.toString(),
            "-outform",
            "DER",
            "-out",
            message.toString(),
            "-signer",
            key.certificate().toString(),
            "-inkey",
            key.key().toString()));
    return Files.readAllBytes(message);
  }
}
