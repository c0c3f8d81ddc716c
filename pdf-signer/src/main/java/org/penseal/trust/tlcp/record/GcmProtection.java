// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * SM4-GCM (GB/T 38636-2020, section 6.3.2.4.3; RFC 5288): the nonce is a salt of the key block and
 * 8 bytes in the record, which begin at random and count up.
 */
final class GcmProtection extends Protection {
  private static final int EXPLICIT_BYTES = 8;
  private static final int TAG_BYTES = 16;

  private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
  private final byte[] salt;
  private final SecureRandom random;
  private @Nullable KeyParameter key;
  private long first;

  GcmProtection(byte[] key, byte[] salt, SecureRandom random) {
    this.key = new KeyParameter(key);
    this.salt = salt.clone();
    this.random = random;
  }

  private AEADParameters parameters(byte[] nonce, byte[] header) {
    KeyParameter set = key;
    // The cipher keeps a key that it has been given.
    key = null;
    return new AEADParameters(set, 8 * TAG_BYTES, nonce, header);
  }

  private byte[] nonce(byte[] explicit) {
    byte[] nonce = Arrays.copyOf(salt, salt.length + EXPLICIT_BYTES);
    System.arraycopy(explicit, 0, nonce, salt.length, EXPLICIT_BYTES);
    return nonce;
  }

  @Override
  byte[] seal(ContentType type, byte[] content, int from, int length) throws TlcpException {
    long number = next();
    byte[] explicit = new byte[EXPLICIT_BYTES];
    if (number == 0) {
      random.nextBytes(explicit);
      for (byte each : explicit) {
        first = first << 8 | each & 0xFF;
      }
    }
    for (int i = 0; i < EXPLICIT_BYTES; i++) {
      explicit[i] = (byte) (first + number >>> (56 - 8 * i));
    }
    byte[] fragment = Arrays.copyOf(explicit, EXPLICIT_BYTES + length + TAG_BYTES);
    cipher.init(true, parameters(nonce(explicit), header(number, type, length)));
    int done = cipher.processBytes(content, from, length, fragment, EXPLICIT_BYTES);
    try {
      cipher.doFinal(fragment, EXPLICIT_BYTES + done);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing checks nothing", e);
    }
    return fragment;
  }

  @Override
  byte[] open(ContentType type, byte[] fragment) throws TlcpException {
    int length = fragment.length - EXPLICIT_BYTES - TAG_BYTES;
    if (length < 0 || length > PlainRecord.MOST_BYTES) {
      throw bad("no length of GCM");
    }
    cipher.init(false, parameters(nonce(fragment), header(next(), type, length)));
    byte[] content = new byte[cipher.getOutputSize(fragment.length - EXPLICIT_BYTES)];
    try {
      int done =
          cipher.processBytes(
              fragment, EXPLICIT_BYTES, fragment.length - EXPLICIT_BYTES, content, 0);
      done += cipher.doFinal(content, done);
      return done == content.length ? content : Arrays.copyOf(content, done);
    } catch (InvalidCipherTextException e) {
      throw bad("does not open");
    }
  }
}
