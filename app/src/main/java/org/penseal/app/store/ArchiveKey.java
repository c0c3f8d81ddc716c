// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.penseal.app.disk.OwnerOnly;

/**
 * The archive's own key: 32 random bytes in a file that only its owner can read. From it come, by
 * HMAC-SM3 over a label, one key each for encryption (SM4-GCM, 16 bytes), for the event chain and
 * for the signer's pseudonym (HMAC-SM3, 32 bytes).
 */
final class ArchiveKey {
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] root;
  private final SecureRandom random;

  private ArchiveKey(byte[] root, SecureRandom random) {
    this.root = root;
    this.random = random;
  }

  /** Reads the key from {@code file}, or makes one there. */
  static ArchiveKey loadOrCreate(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      create(file, random);
    }
    OwnerOnly.existing(file);
    byte[] root = Files.readAllBytes(file);
    if (root.length != 32) {
      throw new IOException("archive key is not 32 bytes long: " + file);
    }
    return new ArchiveKey(root, random);
  }

  // A link of a complete file: of two processes that start at once one wins, and none reads half a
  // key.
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(part);
    try (var channel =
        Files.newByteChannel(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(fresh));
    }
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      // another process was first: its key counts
    } finally {
      Files.delete(part);
    }
  }

  /** IV, cipher text and tag; {@code place} binds the value to its row and column. */
  byte[] encrypt(byte[] plain, String place) {
    try {
      byte[] iv = new byte[IV_BYTES];
      random.nextBytes(iv);
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, place);
      byte[] sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SM4-GCM is missing: is the provider registered?", e);
    }
  }

  /** The plain bytes; fails when the value was altered or moved. */
  byte[] decrypt(byte[] sealed, String place) throws StoreException {
    if (sealed.length < IV_BYTES + TAG_BITS / 8) {
      throw new StoreException.Altered(place);
    }
    try {
      byte[] iv = Arrays.copyOf(sealed, IV_BYTES);
      return cipher(Cipher.DECRYPT_MODE, iv, place)
          .doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
    } catch (GeneralSecurityException e) {
      throw new StoreException.Altered(place);
    }
  }

  private Cipher cipher(int mode, byte[] iv, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding");
    byte[] key = Arrays.copyOf(derive("artefacts"), 16);
    cipher.init(mode, new SecretKeySpec(key, "SM4"), new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** The archive's id, from which the key cannot be learnt: 16 bytes in hex. */
  String id() {
    return HexFormat.of().formatHex(mac("id", new byte[0]), 0, 16);
  }

  /** HMAC-SM3 with the key for {@code label}. */
  byte[] mac(String label, byte[] data) {
    return hmac(derive(label), data);
  }

  private byte[] derive(String label) {
    return hmac(root, label.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HMACSM3");
      mac.init(new SecretKeySpec(key, "HMACSM3"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMACSM3 is missing: is the provider registered?", e);
    }
  }
}
