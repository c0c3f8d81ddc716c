// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** SM4 over a content that flows through, once. */
sealed interface ContentCipher {
  int BLOCK_BYTES = 16;
  int TAG_BYTES = 16;
  int NONCE_BYTES = 12;

  /** NIST SP 800-38D, section 5.2.1.1: 2^39 - 256 bits under one nonce. */
  long MOST_GCM_BYTES = (1L << 36) - 32;

  static ContentCipher gcm(boolean seal, byte[] key, byte[] nonce) {
    AEADBlockCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(seal, new AEADParameters(new KeyParameter(key), TAG_BYTES * 8, nonce));
    return new Gcm(cipher);
  }

  /** With the padding of RFC 5652, section 6.3. */
  static ContentCipher cbc(boolean seal, byte[] key, byte[] iv) {
    BufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()));
    cipher.init(seal, new ParametersWithIV(new KeyParameter(key), iv));
    return new Cbc(cipher);
  }

  /** How many bytes may come out for so many. */
  int room(int count);

  /** Takes bytes; gives how many came out. */
  int update(byte[] in, int count, byte[] out) throws InvalidCipherTextException;

  /**
   * Ends; gives how many came out. Of GCM the tag comes out last when sealing, and has gone in last
   * when opening.
   *
   * @throws InvalidCipherTextException if tag or padding do not fit
   */
  int finish(byte[] out) throws InvalidCipherTextException;

  /**
   * Galois counter mode.
   *
   * @param cipher initialised
   */
  record Gcm(AEADBlockCipher cipher) implements ContentCipher {
    @Override
    public int room(int count) {
      return cipher.getOutputSize(count) + TAG_BYTES;
    }

    @Override
    public int update(byte[] in, int count, byte[] out) {
      return cipher.processBytes(in, 0, count, out, 0);
    }

    @Override
    public int finish(byte[] out) throws InvalidCipherTextException {
      return cipher.doFinal(out, 0);
    }
  }

  /**
   * Cipher block chaining.
   *
   * @param cipher initialised
   */
  record Cbc(BufferedBlockCipher cipher) implements ContentCipher {
    @Override
    public int room(int count) {
      return cipher.getOutputSize(count) + BLOCK_BYTES;
    }

    @Override
    public int update(byte[] in, int count, byte[] out) {
      return cipher.processBytes(in, 0, count, out, 0);
    }

    @Override
    public int finish(byte[] out) throws InvalidCipherTextException {
      return cipher.doFinal(out, 0);
    }
  }
}
