// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.signature.Octets;
import picocli.CommandLine.TypeConversionException;

/** What the data commands read of files and words. */
class SealKeysTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 32})
  void keyOfAnotherLengthIsRefused(int length) throws Exception {
    Path file = Files.write(folder.resolve("key"), new byte[length]);
    CredentialException.KeyRefused refused =
        assertThrows(CredentialException.KeyRefused.class, () -> SealKeys.key(file));
    assertEquals(CredentialException.KeyRefused.Why.NOT_16_BYTES, refused.why);
  }

  @Test
  void keyIsTheWholeFileAndAPasswordTheFirstLine() throws Exception {
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    assertEquals(Octets.of(key), SealKeys.key(Files.write(folder.resolve("key"), key)));
    Path password = Files.writeString(folder.resolve("pw"), "密码 one\nsecond\n");
    assertEquals(Octets.of("密码 one".getBytes(StandardCharsets.UTF_8)), SealKeys.password(password));
    Path empty = Files.writeString(folder.resolve("empty"), "\nsecond\n");
    assertEquals(
        "empty-password",
        assertThrows(CredentialException.KeyRefused.class, () -> SealKeys.password(empty))
            .why
            .code());
    assertThrows(
        FileException.InputUnreadable.class, () -> SealKeys.key(folder.resolve("not there")));
  }

  @ParameterizedTest
  @CsvSource({"sm3, SM3", "SHA256, SHA-256", "sha-384, SHA-384", "Sha512, SHA-512"})
  void digestsHaveOneSpelling(String word, String digest) {
    assertEquals(digest, new ImprintDigest().convert(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5", "SHA1", "sha-1", "SHA224", "", "SM4"})
  void otherDigestsAreRefused(String word) {
    assertThrows(TypeConversionException.class, () -> new ImprintDigest().convert(word));
  }
}
