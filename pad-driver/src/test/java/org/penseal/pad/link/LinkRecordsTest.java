// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;

/** Records, and the vectors in docs/secure-link.md. */
class LinkRecordsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PEN = HEX.parseHex("3491f412c00b54000a0001");
  private static final byte[] GET = HEX.parseHex("8009");
  private static final byte[] KEYS = new byte[96];

  static {
    for (int i = 0; i < KEYS.length; i++) {
      KEYS[i] = (byte) i;
    }
  }

  @BeforeAll
  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  private final LinkSession host = new LinkKeys(KEYS).host();
  private final LinkSession pad = new LinkKeys(KEYS).pad();

  private Why why(byte[] record) {
    return assertThrows(PadException.LinkBroken.class, () -> host.in().open(record)).why;
  }

  /** The same record by the provider's classes instead of the lightweight ones. */
  private static byte[] peer(int id, int counter, int key, int macKey, byte[] report)
      throws Exception {
    byte[] head = {
      (byte) id,
      (byte) (counter >> 24),
      (byte) (counter >> 16),
      (byte) (counter >> 8),
      (byte) counter
    };
    Cipher cipher = Cipher.getInstance("SM4/CTR/NoPadding", "BC");
    byte[] iv = Arrays.copyOf(Arrays.copyOfRange(head, 1, 5), 16);
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(KEYS, key, 16, "SM4"), new IvParameterSpec(iv));
    byte[] text = cipher.doFinal(report);
    Mac mac = Mac.getInstance("HMACSM3", "BC");
    mac.init(new SecretKeySpec(KEYS, macKey, 32, "HMACSM3"));
    mac.update(head);
    byte[] tag = Arrays.copyOf(mac.doFinal(text), 16);
    byte[] record = Arrays.copyOf(head, 5 + text.length + 16);
    System.arraycopy(text, 0, record, 5, text.length);
    System.arraycopy(tag, 0, record, 5 + text.length, 16);
    return record;
  }

  @Test
  void recordsAreWhatTheProviderMakesOfThem() throws Exception {
    assertArrayEquals(peer(0xC5, 0, 16, 64, PEN), pad.out().seal(PEN));
    assertArrayEquals(peer(0xC5, 1, 16, 64, PEN), pad.out().seal(PEN));
    assertArrayEquals(peer(0xC4, 0, 0, 32, GET), host.out().seal(GET));
    byte[] image = new byte[256];
    assertArrayEquals(peer(0xC4, 1, 0, 32, image), host.out().seal(image));
  }

  @Test
  void vectorsOfTheSpecificationHold() throws Exception {
    Map<String, String> vectors = new LinkedHashMap<>();
    vectors.put("derived keys", HEX.formatHex(KEYS));
    vectors.put("report from the pad", HEX.formatHex(PEN));
    vectors.put("record 0 from the pad", HEX.formatHex(pad.out().seal(PEN)));
    vectors.put("record 1 from the pad, same report", HEX.formatHex(pad.out().seal(PEN)));
    vectors.put("report to the pad", HEX.formatHex(GET));
    vectors.put("record 0 to the pad", HEX.formatHex(host.out().seal(GET)));
    StringBuilder lines = new StringBuilder();
    vectors.forEach((name, hex) -> lines.append(name).append(": ").append(hex).append('\n'));
    String page = Files.readString(Path.of("..", "docs", "secure-link.md"));
    int begin = page.indexOf("```vectors\n") + "```vectors\n".length();
    assertTrue(begin > 20, "the page has vectors");
    assertEquals(lines.toString(), page.substring(begin, page.indexOf("```", begin)));
  }

  @Test
  void recordsInOrderAreOpened() throws Exception {
    for (int i = 0; i < 300; i++) {
      byte[] report = Arrays.copyOf(PEN, 1 + i % 200);
      assertArrayEquals(report, host.in().open(pad.out().seal(report)));
      assertArrayEquals(report, pad.in().open(host.out().seal(report)));
    }
  }

  @Test
  void repeatedRecordIsFound() throws Exception {
    byte[] record = pad.out().seal(PEN);
    host.in().open(record);
    assertEquals(Why.REPEATED, why(record));
  }

  @Test
  void missingAndSwappedRecordsAreFound() {
    pad.out().seal(PEN);
    assertEquals(Why.MISSING, why(pad.out().seal(PEN)));
  }

  @Test
  void everyAlteredByteIsFound() {
    byte[] record = pad.out().seal(PEN);
    for (int i = 1; i < record.length; i++) {
      byte[] altered = record.clone();
      altered[i] ^= 4;
      LinkSession fresh = new LinkKeys(KEYS).host();
      Why why = assertThrows(PadException.LinkBroken.class, () -> fresh.in().open(altered)).why;
      assertEquals(Why.ALTERED, why, "byte " + i);
    }
  }

  @Test
  void clearReportsAndRecordsOfTheOtherDirectionAreFound() {
    assertEquals(Why.NOT_SEALED, why(PEN));
    assertEquals(Why.NOT_SEALED, why(host.out().seal(PEN)));
    assertEquals(Why.NOT_SEALED, why(new byte[0]));
    assertEquals(Why.ALTERED, why(new byte[] {(byte) 0xC5, 0, 0}));
  }

  @Test
  void nothingIsOpenedAfterTheFirstFault() {
    byte[] good = pad.out().seal(PEN);
    assertEquals(Why.NOT_SEALED, why(PEN));
    assertEquals(Why.ALTERED, why(good));
  }

  @Test
  void answerWhosePiecesDisagreeOnItsLengthIsRefused() throws Exception {
    HidRecord.Answer answer = new HidRecord.Answer();
    assertFalse(answer.add(HidRecord.piece(new byte[300], 0, 88)));
    byte[] shorter = HidRecord.piece(new byte[300], 82, 88);
    shorter[4] = 0;
    shorter[5] = 6;
    assertThrows(PadException.LinkBroken.class, () -> answer.add(shorter));
    assertFalse(answer.add(HidRecord.piece(new byte[300], 82, 88)));
  }

  @Test
  void penReportOfTheFastestPadFitsOnTheLine() {
    int bits = 10 * (2 + (8 * pad.out().seal(PEN).length + 6) / 7);
    assertTrue(150 * bits < 115_200, "150 reports in a second take " + 150 * bits + " bits");
  }
}
