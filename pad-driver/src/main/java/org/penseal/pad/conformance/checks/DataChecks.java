// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.penseal.pad.PadException;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/** Section "Data": SM4-GCM under a key in the chip. */
final class DataChecks {
  private static final int LARGEST = 4096;
  private static final int IV = 12;
  private static final byte[] ASSOCIATED = {1, 2, 3};

  private final Probe probe;
  private final RandomGenerator random;

  DataChecks(Probe probe, RandomGenerator random) {
    this.probe = probe;
    this.random = random;
  }

  /** Before the PIN was verified. */
  void closed() throws PadException {
    probe.expect(Check.DATA_PIN, "DATA KEY", "6982", probe.send(Probe.DATA_KEY, Probe.NONE));
    probe.expect(Check.DATA_PIN, "ENCRYPT", "6982", probe.send(Probe.ENCRYPT, text(new byte[1])));
    probe.expect(Check.DATA_PIN, "DECRYPT", "6982", probe.send(Probe.DECRYPT, text(new byte[28])));
  }

  /** After it, on a chip that has no data key yet. */
  void run() throws PadException, Stuck {
    if (probe.state().dataKey()) {
      probe.findings().cannotSay(Check.DATA_NO_KEY, "the chip has a data key already");
    } else {
      probe.expect(
          Check.DATA_NO_KEY, "ENCRYPT", "6a88", probe.send(Probe.ENCRYPT, text(new byte[1])));
    }
    byte[] key = new byte[16];
    random.nextBytes(key);
    probe.must("DATA KEY", Probe.DATA_KEY, key);
    byte[] plain = new byte[1000];
    random.nextBytes(plain);
    byte[] first = probe.must("ENCRYPT", Probe.ENCRYPT, text(plain));
    probe
        .findings()
        .expect(Check.DATA_SM4, Arrays.equals(plain, peer(key, first)), "what SM4-GCM decrypts");
    byte[] second = probe.must("ENCRYPT", Probe.ENCRYPT, text(plain));
    boolean fresh = !Arrays.equals(Arrays.copyOf(first, IV), Arrays.copyOf(second, IV));
    probe.findings().expect(Check.DATA_IV, fresh, "another IV");

    probe.must("DATA KEY", Probe.DATA_KEY, Probe.NONE);
    roundTrip(0);
    byte[] sealed = roundTrip(LARGEST);
    boolean replaced = peer(key, sealed).length == 0;
    probe.findings().expect(Check.DATA_KEY_REPLACED, replaced, "another key than the imported one");
    probe.expect(
        Check.DATA_ROUND_TRIP,
        "one byte too many",
        "6700",
        probe.send(Probe.ENCRYPT, text(new byte[LARGEST + 1])));
    altered(sealed);
  }

  private byte[] roundTrip(int length) throws PadException, Stuck {
    byte[] plain = new byte[length];
    random.nextBytes(plain);
    byte[] sealed = probe.must("ENCRYPT", Probe.ENCRYPT, text(plain));
    Probe.Answer back = probe.send(Probe.DECRYPT, text(sealed));
    probe
        .findings()
        .expect(
            Check.DATA_ROUND_TRIP,
            back.done() && Arrays.equals(plain, back.bytes()),
            length + " bytes to come back");
    return sealed;
  }

  private void altered(byte[] sealed) throws PadException {
    byte[] flipped = sealed.clone();
    flipped[IV + 5] ^= 1;
    probe.expect(
        Check.DATA_ALTERED, "altered data", "6a80", probe.send(Probe.DECRYPT, text(flipped)));
    byte[] otherIv = sealed.clone();
    otherIv[0] ^= 1;
    probe.expect(
        Check.DATA_ALTERED, "altered IV", "6a80", probe.send(Probe.DECRYPT, text(otherIv)));
    byte[] otherTag = sealed.clone();
    otherTag[otherTag.length - 1] ^= 1;
    probe.expect(Check.DATA_TAG, "altered tag", "6a80", probe.send(Probe.DECRYPT, text(otherTag)));
    byte[] otherAssociated = text(sealed);
    otherAssociated[2] ^= 1;
    probe.expect(
        Check.DATA_ALTERED,
        "altered associated data",
        "6a80",
        probe.send(Probe.DECRYPT, otherAssociated));
  }

  private static byte[] text(byte[] bytes) {
    return ByteBuffer.allocate(2 + ASSOCIATED.length + bytes.length)
        .putShort((short) ASSOCIATED.length)
        .put(ASSOCIATED)
        .put(bytes)
        .array();
  }

  private static byte[] peer(byte[] key, byte[] sealed) {
    try {
      Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
      GCMParameterSpec iv = new GCMParameterSpec(128, Arrays.copyOf(sealed, IV));
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "SM4"), iv);
      cipher.updateAAD(ASSOCIATED);
      return cipher.doFinal(sealed, IV, sealed.length - IV);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Probe.NONE;
    }
  }
}
