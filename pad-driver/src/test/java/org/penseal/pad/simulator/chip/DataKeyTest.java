// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.test.FixedSecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ChunkedData;
import org.penseal.pad.chip.PadChip;

class DataKeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PIN = "12345678".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private PadChip chip;
  private SimulatedChip simulated;

  @BeforeEach
  void makeChip() throws Exception {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
    simulated =
        SimulatedDeviceAuthority.in(folder, Clock.systemUTC(), new SecureRandom())
            .chip(PadCatalog.load().byId("penseal-ref").orElseThrow(), "PS1", PIN);
    chip = new PadChip(simulated::execute);
  }

  private static void refused(int statusWord, org.junit.jupiter.api.function.Executable command) {
    PadException.ChipRefused e = assertThrows(PadException.ChipRefused.class, command);
    assertEquals(Integer.toHexString(statusWord), Integer.toHexString(e.statusWord));
  }

  /** RFC 8998, appendix A.1: SM4-GCM. */
  @Test
  void encryptsTheVectorOfRfc8998() throws Exception {
    DataKey key = new DataKey();
    key.set(HEX.parseHex("0123456789abcdeffedcba9876543210"), new SecureRandom());
    byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plain =
        HEX.parseHex(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
    byte[] sealed =
        key.encrypt(
            HEX.parseHex("0014" + HEX.formatHex(associated) + HEX.formatHex(plain)),
            new FixedSecureRandom(HEX.parseHex("00001234567800000000abcd")));
    assertEquals(
        "00001234567800000000abcd"
            + "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
            + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
            + "83de3541e4c2b58177e065a9bf7b62ec",
        HEX.formatHex(sealed));
  }

  @Test
  void importedKeyGivesWhatTheProviderDecrypts() throws Exception {
    byte[] key = new byte[16];
    new Random(1).nextBytes(key);
    chip.verifyPin(PIN);
    chip.importDataKey(key);
    assertTrue(chip.info().dataKey());
    byte[] associated = {1, 2, 3};
    byte[] plain = "手写签名".getBytes(StandardCharsets.UTF_8);
    byte[] sealed = chip.encrypt(associated, plain);
    Cipher peer = Cipher.getInstance("SM4/GCM/NoPadding", "BC");
    peer.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "SM4"),
        new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
    peer.updateAAD(associated);
    assertArrayEquals(plain, peer.doFinal(sealed, 12, sealed.length - 12));
    assertArrayEquals(plain, chip.decrypt(associated, sealed));
  }

  @Test
  void dataOfAnyLengthComeBackAndNoChunkMayBeTouched() throws Exception {
    chip.verifyPin(PIN);
    chip.makeDataKey();
    ChunkedData data = new ChunkedData(chip);
    for (int length : new int[] {0, 1, 4096, 4097, 20_000}) {
      byte[] plain = new byte[length];
      new Random(length).nextBytes(plain);
      assertArrayEquals(plain, data.decrypt(data.encrypt(plain)));
    }
    byte[] sealed = data.encrypt(new byte[9000]);
    int chunk = 4 + 12 + 4096 + 16;
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, 0, swapped, chunk, chunk);
    System.arraycopy(sealed, chunk, swapped, 0, chunk);
    refused(0x6A80, () -> data.decrypt(swapped));
    refused(0x6A80, () -> data.decrypt(Arrays.copyOf(sealed, 2 * chunk)));
    byte[] flipped = sealed.clone();
    flipped[100] ^= 1;
    refused(0x6A80, () -> data.decrypt(flipped));
    assertThrows(
        PadException.Malformed.class, () -> data.decrypt(Arrays.copyOf(sealed, chunk + 9)));
  }

  @Test
  void everyEncryptionHasAnotherIv() throws Exception {
    chip.verifyPin(PIN);
    chip.makeDataKey();
    byte[] first = Arrays.copyOf(chip.encrypt(new byte[0], new byte[16]), 12);
    byte[] second = Arrays.copyOf(chip.encrypt(new byte[0], new byte[16]), 12);
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void keyNeedsThePinAndIsLostWithPower() throws Exception {
    refused(0x6982, chip::makeDataKey);
    refused(0x6982, () -> chip.encrypt(new byte[0], new byte[1]));
    chip.verifyPin(PIN);
    refused(0x6A88, () -> chip.encrypt(new byte[0], new byte[1]));
    refused(0x6700, () -> chip.importDataKey(new byte[15]));
    chip.makeDataKey();
    refused(0x6700, () -> chip.encrypt(new byte[0], new byte[4097]));
    simulated.powerLoss();
    assertFalse(chip.info().dataKey());
    refused(0x6982, () -> chip.encrypt(new byte[0], new byte[1]));
    chip.verifyPin(PIN);
    refused(0x6A88, () -> chip.encrypt(new byte[0], new byte[1]));
  }
}
