// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.key.ValueProof;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Keys that wait for the next call are lent to one at a time, and sign as new ones do. */
class ReadyKeysTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private KeyPlace place(AtomicInteger opened) throws Exception {
    CryptoProvider.register();
    Pkcs12File made = StationKey.generate("key", Instant.now(), new SecureRandom());
    made.write(folder.resolve("key.p12"), PASSWORD, "key", 100);
    KeyPlace file = KeyPlace.of("key.p12", KeyUse.SIGN, folder, PASSWORD, Hashing.jca());
    return new KeyPlace.Token(
        () -> {
          opened.incrementAndGet();
          return file.open();
        });
  }

  private static void signs(SigningKey key) throws Exception {
    byte[] value = key.sign(MESSAGE);
    ValueProof proof =
        ValueProof.begin(
            key.chain().getFirst().getPublicKey(), Suite.SM2_SM3, Suite.DEFAULT_SM2_ID);
    proof.update(MESSAGE, 0, MESSAGE.length);
    proof.require(value);
  }

  @Test
  void keyThatWasGivenBackSignsAgainAndIsLentOnce() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    KeyPlace place = place(opened);
    ReadyKeys keys = new ReadyKeys();
    for (int i = 0; i < 5; i++) {
      try (SigningKey key = keys.lend(place)) {
        signs(key);
        signs(key);
      }
    }
    assertEquals(1, opened.get());
    try (SigningKey one = keys.lend(place);
        SigningKey other = keys.lend(place)) {
      assertEquals(2, opened.get());
      signs(one);
      signs(other);
    }
    SigningKey returned = keys.lend(place);
    returned.close();
    returned.close();
    assertThrows(IllegalStateException.class, () -> returned.sign(MESSAGE));
    keys.close();
    try (SigningKey late = keys.lend(place)) {
      signs(late);
    }
  }
}
