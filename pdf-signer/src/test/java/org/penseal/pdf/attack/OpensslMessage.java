// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SignedHole;

/** A file whose last signature OpenSSL makes anew. */
final class OpensslMessage {
  /** What openssl is told for each kind of key. */
  static final List<String> RSA = List.of("-md", "sha256");

  static final List<String> SM2 = List.of("-md", "sm3", "-keyopt", "distid:1234567812345678");

  private OpensslMessage() {}

  static byte[] of(byte[] signed, OpensslKey key, List<String> kind) throws Exception {
    Path file = Files.createTempFile(key.key().getParent(), "openssl-", ".pdf");
    Files.write(file, signed);
    return Message.last(signed).replaced(over(SignedHole.of(file).covered(), key, kind));
  }

  /** The message over a file. */
  static byte[] over(Path covered, OpensslKey key, List<String> kind) throws Exception {
    Path message = covered.resolveSibling("message.der");
    List<String> words =
        new ArrayList<>(List.of("openssl", "cms", "-sign", "-binary", "-nosmimecap", "-cades"));
    words.addAll(List.of("-in", covered.toString()));
    words.addAll(List.of("-outform", "DER", "-out", message.toString()));
    words.addAll(List.of("-signer", key.certificate().toString(), "-inkey", key.key().toString()));
    words.addAll(kind);
    OpensslKey.run(words);
    return Files.readAllBytes(message);
  }
}
