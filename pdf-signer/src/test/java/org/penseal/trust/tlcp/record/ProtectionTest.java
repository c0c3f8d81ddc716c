// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;

/** What protects records, and what a receiver shows of himself. */
class ProtectionTest {
  private static final byte[] KEY = bytes(16, 1);
  private static final byte[] MAC_KEY = bytes(32, 2);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BLOCK = 16;

  private long compressions;

  /** Counts how often SM3 compresses, which is what its time is made of. */
  private final class Counting extends SM3Digest {
    @Override
    protected void processBlock() {
      compressions++;
      super.processBlock();
    }
  }

  private static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private CbcProtection counting() {
    return new CbcProtection(KEY, new RecordMac(MAC_KEY, Counting::new), RANDOM);
  }

  private static byte[] encrypted(byte[] plain) {
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(KEY));
    byte[] fragment = new byte[BLOCK + plain.length];
    System.arraycopy(plain, 0, fragment, BLOCK, plain.length);
    for (int at = BLOCK; at < fragment.length; at += BLOCK) {
      for (int i = at; i < at + BLOCK; i++) {
        fragment[i] ^= fragment[i - BLOCK];
      }
      engine.processBlock(fragment, at, fragment, at);
    }
    return fragment;
  }

  /** Content, MAC and padding with so many bytes of padding before its length. */
  private static byte[] padded(int total, int padding, boolean goodMac) {
    int length = total - RecordMac.BYTES - 1 - padding;
    byte[] plain = Arrays.copyOf(bytes(length, 3), total);
    CbcProtection any = new CbcProtection(KEY, MAC_KEY, RANDOM);
    byte[] header = any.header(0, ContentType.APPLICATION_DATA, length);
    byte[] mac = new RecordMac(MAC_KEY, SM3Digest::new).of(header, plain, 0, length);
    if (!goodMac) {
      mac[7] ^= 1;
    }
    System.arraycopy(mac, 0, plain, length, RecordMac.BYTES);
    Arrays.fill(plain, length + RecordMac.BYTES, total, (byte) padding);
    return plain;
  }

  private static String refused(Protection protection, byte[] fragment) {
    TlcpException.Refused fault =
        assertThrows(
            TlcpException.Refused.class,
            () -> protection.open(ContentType.APPLICATION_DATA, fragment));
    assertEquals(Alert.BAD_RECORD_MAC, fault.alert());
    return String.valueOf(fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 64, 304, 320, 1024, 4096})
  void paddingAndMacAreOneFaultAfterTheSameWork(int total) throws Exception {
    Set<Long> counts = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (int last = 0; last <= 255; last++) {
      byte[] plain = bytes(total, last + 5);
      plain[total - 1] = (byte) last;
      CbcProtection protection = counting();
      compressions = 0;
      words.add(refused(protection, encrypted(plain)));
      counts.add(compressions);
      if (last <= total - RecordMac.BYTES - 1) {
        for (boolean goodMac : new boolean[] {true, false}) {
          CbcProtection other = counting();
          byte[] fragment = encrypted(padded(total, last, goodMac));
          compressions = 0;
          if (goodMac) {
            byte[] content = other.open(ContentType.APPLICATION_DATA, fragment);
            assertEquals(total - RecordMac.BYTES - 1 - last, content.length);
          } else {
            words.add(refused(other, fragment));
          }
          counts.add(compressions);
        }
      }
    }
    assertEquals(1, counts.size(), counts::toString);
    assertEquals(1, words.size(), words::toString);
  }

  @Test
  void everyByteOfThePaddingCounts() {
    int total = 512;
    for (int padding : new int[] {1, 15, 16, 200, 255}) {
      for (int i = 1; i <= padding; i++) {
        byte[] plain = padded(total, padding, true);
        plain[total - 1 - i] ^= 4;
        refused(counting(), encrypted(plain));
      }
    }
  }

  private static Protection[] pair(boolean gcm) {
    return gcm
        ? new Protection[] {
          new GcmProtection(KEY, bytes(4, 9), RANDOM), new GcmProtection(KEY, bytes(4, 9), RANDOM)
        }
        : new Protection[] {
          new CbcProtection(KEY, MAC_KEY, RANDOM), new CbcProtection(KEY, MAC_KEY, RANDOM)
        };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyLengthOpensAgainAndEveryChangedByteDoesNot(boolean gcm) throws Exception {
    Protection[] pair = pair(gcm);
    for (int length = 0; length < 300; length++) {
      byte[] content = bytes(length, length);
      byte[] fragment = pair[0].seal(ContentType.HANDSHAKE, content, 0, length);
      assertArrayEquals(content, pair[1].open(ContentType.HANDSHAKE, fragment));
    }
    byte[] content = bytes(50, 1);
    for (int i = 0; i < (gcm ? 74 : 112); i++) {
      Protection[] fresh = pair(gcm);
      byte[] fragment = fresh[0].seal(ContentType.HANDSHAKE, content, 0, 50);
      fragment[i] ^= 16;
      assertEquals(Alert.BAD_RECORD_MAC, alert(fresh[1], ContentType.HANDSHAKE, fragment));
    }
  }

  private static Alert alert(Protection protection, ContentType type, byte[] fragment) {
    return assertThrows(TlcpException.Refused.class, () -> protection.open(type, fragment)).alert();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordOfAnotherTypeOrPlaceOrLengthDoesNotOpen(boolean gcm) throws Exception {
    Protection[] pair = pair(gcm);
    byte[] first = pair[0].seal(ContentType.HANDSHAKE, KEY, 0, 16);
    assertEquals(Alert.BAD_RECORD_MAC, alert(pair(gcm)[1], ContentType.APPLICATION_DATA, first));
    byte[] second = pair[0].seal(ContentType.HANDSHAKE, KEY, 0, 16);
    assertEquals(Alert.BAD_RECORD_MAC, alert(pair(gcm)[1], ContentType.HANDSHAKE, second));
    pair[1].open(ContentType.HANDSHAKE, first);
    assertEquals(Alert.BAD_RECORD_MAC, alert(pair[1], ContentType.HANDSHAKE, first));
    for (int length = 0; length < first.length; length++) {
      byte[] cut = Arrays.copyOf(first, length);
      assertEquals(Alert.BAD_RECORD_MAC, alert(pair(gcm)[1], ContentType.HANDSHAKE, cut));
    }
  }

  @Test
  void noncesOfGcmAreNeverTheSame() throws Exception {
    SecureRandom ends =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0xFF);
          }
        };
    GcmProtection protection = new GcmProtection(KEY, bytes(4, 9), ends);
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      byte[] fragment = protection.seal(ContentType.APPLICATION_DATA, KEY, 0, 16);
      assertTrue(nonces.add(Arrays.toString(Arrays.copyOf(fragment, 8))));
    }
    assertTrue(nonces.contains(Arrays.toString(new byte[8])));
  }
}
