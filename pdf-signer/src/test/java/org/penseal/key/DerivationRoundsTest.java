// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.OpensslKey;

class DerivationRoundsTest {
  @TempDir Path folder;

  private BigInteger rounds(OpensslKey key, String... options) throws Exception {
    Path file = folder.resolve("made.p12");
    List<String> words =
        new java.util.ArrayList<>(
            List.of("openssl", "pkcs12", "-export", "-inkey", key.key().toString()));
    words.addAll(List.of("-in", key.certificate().toString(), "-out", file.toString()));
    words.addAll(List.of("-passout", "pass:pw"));
    words.addAll(List.of(options));
    OpensslKey.run(words);
    assertEquals(1, Pkcs12File.read(file, "pw".toCharArray()).chain().size());
    return DerivationRounds.of(Files.readAllBytes(file));
  }

  @Test
  void everyDerivationThatAFileAsksForIsCounted() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    // For the MAC, the certificates and the key (openssl pkcs12, -iter).
    assertEquals(BigInteger.valueOf(3 * 2048), rounds(key));
    assertEquals(BigInteger.valueOf(3 * 50_000), rounds(key, "-iter", "50000"));
    assertEquals(
        BigInteger.valueOf(3 * 3000),
        rounds(key, "-iter", "3000", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES"));
    assertTrue(rounds(key, "-nomaciter").compareTo(BigInteger.valueOf(2 * 2048)) >= 0);
  }
}
