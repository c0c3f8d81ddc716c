// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * The chip's SM4 key for data (docs/chip-protocol.md, "Data"): SM4-GCM with an IV of 12 bytes that
 * the chip draws itself and a tag of 16 bytes. Guarded by the chip's lock.
 */
final class DataKey {
  static final int KEY_BYTES = 16;
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int MAX_PLAIN_BYTES = 4096;
  private static final int MAX_ASSOCIATED_BYTES = 256;

  private byte @Nullable [] key;

  boolean there() {
    return key != null;
  }

  void forget() {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
    key = null;
  }

  /** Imports 16 bytes, or makes a key inside when there are none. */
  void set(byte[] imported, SecureRandom random) throws CommandRefused {
    if (imported.length != 0 && imported.length != KEY_BYTES) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    byte[] fresh = imported.clone();
    if (fresh.length == 0) {
      fresh = new byte[KEY_BYTES];
      random.nextBytes(fresh);
    }
    forget();
    key = fresh;
  }

  /** {@code length(2) associated plain} to {@code IV cipher tag}. */
  byte[] encrypt(byte[] data, SecureRandom random) throws CommandRefused {
    ByteBuffer in = ByteBuffer.wrap(data);
    byte[] associated = associated(in);
    if (in.remaining() > MAX_PLAIN_BYTES) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    byte[] sealed = run(true, iv, associated, rest(in));
    return ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
  }

  /** {@code length(2) associated IV cipher tag} to {@code plain}. */
  byte[] decrypt(byte[] data) throws CommandRefused {
    ByteBuffer in = ByteBuffer.wrap(data);
    byte[] associated = associated(in);
    if (in.remaining() < IV_BYTES + TAG_BYTES
        || in.remaining() > IV_BYTES + MAX_PLAIN_BYTES + TAG_BYTES) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    byte[] iv = new byte[IV_BYTES];
    in.get(iv);
    return run(false, iv, associated, rest(in));
  }

  private byte[] associated(ByteBuffer in) throws CommandRefused {
    if (key == null) {
      throw new CommandRefused(CommandRefused.NO_KEY);
    }
    if (in.remaining() < 2) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    int length = in.getShort() & 0xFFFF;
    if (length > MAX_ASSOCIATED_BYTES || length > in.remaining()) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    byte[] associated = new byte[length];
    in.get(associated);
    return associated;
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }

  private byte[] run(boolean encrypt, byte[] iv, byte[] associated, byte[] text)
      throws CommandRefused {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 8 * TAG_BYTES, iv, associated));
    byte[] out = new byte[cipher.getOutputSize(text.length)];
    try {
      int done = cipher.processBytes(text, 0, text.length, out, 0);
      return Arrays.copyOf(out, done + cipher.doFinal(out, done));
    } catch (InvalidCipherTextException e) {
      throw new CommandRefused(CommandRefused.DATA);
    }
  }
}
