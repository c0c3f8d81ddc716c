// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.server.refusal.ServeException.NotDecrypted;
import org.penseal.app.workplace.CryptoProvider;

class SecretCipherTest {
  private static final byte[] PLAIN = "十七个字节 or so".getBytes(StandardCharsets.UTF_8);
  private final SecretCipher cipher = new SecretCipher(new SecureRandom());
  private final SecretKeys keys = keys(1);
  private final SecretKeys other = keys(2);

  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  private static SecretKeys keys(int seed) {
    byte[] secret = new byte[SecretKeys.BYTES];
    Arrays.fill(secret, (byte) seed);
    return new SecretKeys(secret);
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionOfTheKeyIsTried(CipherMode mode) throws Exception {
    byte[] sealed = cipher.encrypt(keys, mode, PLAIN, "c");
    assertArrayEquals(PLAIN, cipher.decrypt(List.of(other, keys), sealed, "c"));
    assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(other), sealed, "c"));
    byte[] empty = cipher.encrypt(keys, mode, new byte[0], "");
    assertArrayEquals(new byte[0], cipher.decrypt(List.of(keys), empty, ""));
  }

  @ParameterizedTest
  @EnumSource
  void everyAlteredByteAndEveryCutIsNoticed(CipherMode mode) {
    byte[] sealed = cipher.encrypt(keys, mode, PLAIN, "c");
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(keys), altered, "c"));
      byte[] cut = Arrays.copyOf(sealed, i);
      assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(keys), cut, "c"));
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(keys), longer, "c"));
    assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(keys), sealed, ""));
  }

  @ParameterizedTest
  @EnumSource
  void whatOneModeHasMadeIsNothingToTheOther(CipherMode mode) {
    byte[] sealed = cipher.encrypt(keys, mode, PLAIN, "");
    for (CipherMode each : CipherMode.values()) {
      if (each != mode) {
        sealed[4] = each.octet();
        assertThrows(NotDecrypted.class, () -> cipher.decrypt(List.of(keys), sealed, ""));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameTwiceIsNotTheSame(CipherMode mode) {
    byte[] first = cipher.encrypt(keys, mode, PLAIN, "");
    assertFalse(Arrays.equals(first, cipher.encrypt(keys, mode, PLAIN, "")));
  }
}
