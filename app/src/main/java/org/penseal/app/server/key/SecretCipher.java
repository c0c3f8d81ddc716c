// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.penseal.app.server.refusal.ServeException;

/**
 * SM4 over bytes in memory, always authenticated. A cipher text is {@code PSE1}, one octet for the
 * mode, 8 for the key, the nonce, the encrypted bytes and the tag; everything before the encrypted
 * bytes, and a context that the caller names, is authenticated with them.
 */
final class SecretCipher {
  private static final byte[] MAGIC = "PSE1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = MAGIC.length + 1 + SecretKeys.ID_BYTES;
  private static final int TAG_BITS = 128;

  private final SecureRandom random;

  SecretCipher(SecureRandom random) {
    this.random = random;
  }

  byte[] encrypt(SecretKeys keys, CipherMode mode, byte[] plain, String context) {
    byte[] nonce = new byte[mode.nonceBytes()];
    random.nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES + nonce.length)
            .put(MAGIC)
            .put(mode.octet())
            .put(keys.id())
            .put(nonce)
            .array();
    try {
      byte[] sealed =
          switch (mode) {
            case GCM -> gcm(Cipher.ENCRYPT_MODE, keys, nonce, stated(head, context)).doFinal(plain);
            case CBC_HMAC -> {
              byte[] encrypted = cbc(Cipher.ENCRYPT_MODE, keys, nonce).doFinal(plain);
              byte[] tag = tag(keys, stated(head, context), encrypted);
              yield join(encrypted, tag);
            }
          };
      return join(head, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SM4 is missing: is the provider registered?", e);
    }
  }

  /**
   * Decrypts with the one of several keys that a cipher text names.
   *
   * @throws ServeException.NotDecrypted if none is, or anything was altered; not said which
   */
  byte[] decrypt(List<SecretKeys> all, byte[] sealed, String context)
      throws ServeException.NotDecrypted {
    if (sealed.length < HEAD_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(sealed, MAGIC.length))) {
      throw new ServeException.NotDecrypted();
    }
    CipherMode mode =
        CipherMode.of(sealed[MAGIC.length]).orElseThrow(ServeException.NotDecrypted::new);
    byte[] id = Arrays.copyOfRange(sealed, MAGIC.length + 1, HEAD_BYTES);
    Optional<SecretKeys> keys =
        all.stream().filter(each -> MessageDigest.isEqual(each.id(), id)).findFirst();
    int begin = HEAD_BYTES + mode.nonceBytes();
    if (keys.isEmpty() || sealed.length < begin + mode.tagBytes()) {
      throw new ServeException.NotDecrypted();
    }
    byte[] nonce = Arrays.copyOfRange(sealed, HEAD_BYTES, begin);
    byte[] stated = stated(Arrays.copyOf(sealed, begin), context);
    try {
      return switch (mode) {
        case GCM ->
            gcm(Cipher.DECRYPT_MODE, keys.get(), nonce, stated)
                .doFinal(sealed, begin, sealed.length - begin);
        case CBC_HMAC -> opened(keys.get(), nonce, stated, sealed, begin);
      };
    } catch (GeneralSecurityException e) {
      throw new ServeException.NotDecrypted();
    }
  }

  // The tag before anything else: what is not ours is never unpadded.
  private static byte[] opened(
      SecretKeys keys, byte[] nonce, byte[] stated, byte[] sealed, int begin)
      throws GeneralSecurityException, ServeException.NotDecrypted {
    int end = sealed.length - CipherMode.CBC_HMAC.tagBytes();
    byte[] encrypted = Arrays.copyOfRange(sealed, begin, end);
    byte[] found = Arrays.copyOfRange(sealed, end, sealed.length);
    if (!MessageDigest.isEqual(tag(keys, stated, encrypted), found)) {
      throw new ServeException.NotDecrypted();
    }
    return cbc(Cipher.DECRYPT_MODE, keys, nonce).doFinal(encrypted);
  }

  private static Cipher gcm(int way, SecretKeys keys, byte[] nonce, byte[] stated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
    cipher.init(way, keys.sm4("sm4-gcm"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(stated);
    return cipher;
  }

  private static Cipher cbc(int way, SecretKeys keys, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("SM4/CBC/PKCS7Padding", "BC");
    cipher.init(way, keys.sm4("sm4-cbc"), new IvParameterSpec(nonce));
    return cipher;
  }

  private static byte[] tag(SecretKeys keys, byte[] stated, byte[] encrypted)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HMACSM3", "BC");
    mac.init(keys.mac("hmac-sm3"));
    mac.update(stated);
    return mac.doFinal(encrypted);
  }

  // With its length, so that no part of it passes for the encrypted bytes.
  private static byte[] stated(byte[] head, String context) {
    byte[] said = context.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(head.length + 4 + said.length)
        .put(head)
        .putInt(said.length)
        .put(said)
        .array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
