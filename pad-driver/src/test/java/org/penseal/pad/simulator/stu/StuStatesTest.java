// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.protocol.StuReport;

/** State and error rules of the simulated pad, report by report, as the vendor's SDK has them. */
@Tag("slow")
class StuStatesTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String EVERY = "012345";

  /**
   * States (00 Ready, 01 Image, 02 Capture, 03 Calculation, 04 boot image, 05 RomBusy) of a set.
   */
  private static final Map<Integer, String> SET =
      Map.ofEntries(
          Map.entry(0x04, EVERY),
          Map.entry(0x0A, "0"),
          Map.entry(0x0C, EVERY),
          Map.entry(0x13, "0"),
          Map.entry(0x15, "0"),
          Map.entry(0x16, "2"),
          Map.entry(0x1A, "0"),
          Map.entry(0x1B, "0"),
          Map.entry(0x20, "0"),
          Map.entry(0x21, EVERY),
          Map.entry(0x22, "0"),
          Map.entry(0x23, "0"),
          Map.entry(0x24, "0"),
          Map.entry(0x25, "0"),
          Map.entry(0x26, "1"),
          Map.entry(0x27, "1"),
          Map.entry(0x28, EVERY),
          Map.entry(0x29, EVERY),
          Map.entry(0x2A, "01234"),
          Map.entry(0x2B, EVERY),
          Map.entry(0x2C, "02"),
          Map.entry(0x2D, EVERY),
          Map.entry(0x2E, EVERY),
          Map.entry(0x32, EVERY),
          Map.entry(0x40, "0"),
          Map.entry(0x93, "02"),
          Map.entry(0x94, "0"),
          Map.entry(0x96, "02"),
          Map.entry(0x97, "02"),
          Map.entry(0x9B, "02"));

  private static final Map<Integer, String> GET =
      Map.ofEntries(
          Map.entry(0x03, EVERY),
          Map.entry(0x06, EVERY),
          Map.entry(0x08, EVERY),
          Map.entry(0x09, EVERY),
          Map.entry(0x0A, EVERY),
          Map.entry(0x0B, EVERY),
          Map.entry(0x0F, EVERY),
          Map.entry(0x21, EVERY),
          Map.entry(0x22, EVERY),
          Map.entry(0x28, EVERY),
          Map.entry(0x29, EVERY),
          Map.entry(0x2A, "01234"),
          Map.entry(0x2B, EVERY),
          Map.entry(0x2C, EVERY),
          Map.entry(0x2D, EVERY),
          Map.entry(0x2E, EVERY),
          Map.entry(0x2F, EVERY),
          Map.entry(0x32, EVERY),
          Map.entry(0x50, EVERY),
          Map.entry(0xFF, EVERY),
          Map.entry(0x93, "02"),
          Map.entry(0x98, "02"));

  private final List<byte[]> came = new ArrayList<>();
  private SimulatedPad pad = pad("stu-540");

  private SimulatedPad pad(String id) {
    PadModel model = PadCatalog.load().byId(id).orElseThrow();
    return new SimulatedPad(
        model, "5JZQS00032", null, new PenOutput(null, came::add), came::add, () -> {});
  }

  private String ask(String report) {
    came.clear();
    pad.onLine(HEX.parseHex(report.replace(" ", "")));
    return HEX.formatHex(came.getFirst());
  }

  private static int lengthOf(String model, int report) {
    return PadCatalog.load().byId(model).orElseThrow().reports().getOrDefault(report, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-430v", "stu-520a", "stu-530", "stu-540"})
  void everyReportIsTakenInItsStatesAndRefusedInAllOthers(String model) {
    int checked = 0;
    for (Map.Entry<Integer, String> rule : new TreeMap<>(SET).entrySet()) {
      int length = lengthOf(model, rule.getKey());
      for (int state = 0; state <= 5 && length > 0; state++) {
        pad = pad(model);
        pad.state(state);
        byte[] report = new byte[length];
        report[0] = (byte) (int) rule.getKey();
        String answer = ask(HEX.formatHex(report));
        boolean refused = answer.equals("8102");
        boolean allowed = rule.getValue().indexOf('0' + state) >= 0;
        assertEquals(!allowed, refused, "%02x in state %d".formatted(rule.getKey(), state));
        checked++;
      }
    }
    assertTrue(checked > 50, "checked: " + checked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-430v", "stu-520a", "stu-530", "stu-540"})
  void everyReportIsAnsweredInItsStatesOnly(String model) {
    for (Map.Entry<Integer, String> rule : new TreeMap<>(GET).entrySet()) {
      for (int state = 0; state <= 5 && lengthOf(model, rule.getKey()) > 0; state++) {
        pad = pad(model);
        pad.state(state);
        String answer = ask("80%02x".formatted(rule.getKey()));
        boolean allowed = rule.getValue().indexOf('0' + state) >= 0;
        String what = "%02x in state %d: %s".formatted(rule.getKey(), state, answer);
        assertEquals(allowed, answer.startsWith("%02x".formatted(rule.getKey())), what);
        assertEquals(!allowed, answer.equals("8102"), what);
        if (allowed) {
          assertEquals(lengthOf(model, rule.getKey()), answer.length() / 2, what);
        }
      }
    }
  }

  @Test
  void reportThatTheModelHasNotIsRefusedAsUnknown() {
    pad = pad("stu-300");
    for (String report : List.of("2800000000", "23" + "00".repeat(10), "40" + "00".repeat(67))) {
      assertEquals("8101", ask(report));
    }
    assertEquals("8101", ask("802d"));
  }

  @ParameterizedTest
  @CsvSource({
    "stu-300,  00, 00", "stu-300,  01, 10", "stu-300,  02, 10", "stu-300,  04, 10",
    "stu-430v, 00, 00", "stu-430v, 01, 00", "stu-430v, 02, 10", "stu-430v, 04, 10",
    "stu-520a, 00, 00", "stu-520a, 01, 10", "stu-520a, 02, 00", "stu-520a, 04, 10",
    "stu-540,  00, 00", "stu-540,  01, 00", "stu-540,  02, 00", "stu-540,  04, 00",
    "stu-540,  03, 10", "stu-540,  14, 10"
  })
  void picturesAreTakenInTheEncodingsOfTheModel(String model, String encoding, String result) {
    pad = pad(model);
    assertEquals("81" + result, ask("25" + encoding));
  }

  @ParameterizedTest
  @CsvSource({
    // 8 by 1 pixels: what is too long for each encoding
    "00, 2, 11",
    "00, 1, 00",
    "02, 17, 11",
    "02, 16, 00",
    "04, 25, 11",
    "04, 24, 00"
  })
  void pictureThatIsTooLongIsRefused(String encoding, int bytes, String result) {
    assertEquals("8100", ask("24" + encoding + "01 0000 0000 0700 0000"));
    assertEquals("81" + result, ask("26%02x00".formatted(bytes) + "55".repeat(bytes)));
  }

  @Test
  void brokenZlibStreamIsRefused() {
    assertEquals("8100", ask("2501"));
    assertEquals("8112", ask("26 0400 ffffffff"));
    assertEquals("8100", ask("2701"));
    assertEquals("8100", ask("2501"));
    assertEquals("8100", ask("26 0200 789c"), "its beginning");
    assertEquals("8112", ask("2700"), "and no end");
    assertEquals("0300120000", ask("8003"), "ready again, with the code of the latest result");
  }

  @ParameterizedTest
  @CsvSource({
    "0000 0000 1f03 df01, 00",
    "0000 0000 2003 df01, 15",
    "0000 0000 1f03 e001, 15",
    "0500 0000 0400 0100, 15",
    "0000 0500 0400 0400, 15"
  })
  void areaMustLieOnTheScreenWithItsEdges(String rectangle, String result) {
    assertEquals("81" + result, ask("2a" + rectangle));
    assertEquals("81" + result, ask("2300 01" + rectangle));
    assertEquals("81" + result, ask("2400 01" + rectangle));
  }

  @Test
  void softResetBringsBackTheDefaultsButNotTheNonVolatileMemory() {
    assertEquals("8100", ask("2100"));
    assertEquals("8100", ask("2220002000"));
    assertEquals("8100", ask("2d 112233 02"));
    assertEquals("8100", ask("2a 0000 0000 0700 0700"));
    assertEquals("8100", ask("3203"));
    assertEquals("8100", ask("2e 0000ff"));
    assertEquals("8100", ask("2500"));
    assertEquals("8100", ask("0400"), "allowed in state Image");
    assertEquals("0300000000", ask("8003"));
    assertEquals("2101", ask("8021"));
    assertEquals("2215001000", ask("8022"));
    assertEquals("2d00000000", ask("802d"));
    assertEquals("2a000000001f03df01", ask("802a"));
    assertEquals("3200", ask("8032"));
    assertEquals("2e0000ff", ask("802e"));
    assertEquals(0xFFFFFF, pad.picture().rgb(0, 0));
  }

  @Test
  void valuesOutOfRangeAreBadParameters() {
    for (String report :
        List.of("2102", "2200040000", "2d00000004", "2b0400", "3202", "9305" + "00".repeat(11))) {
      assertEquals("8104", ask(report), report);
    }
    pad = pad("stu-520a");
    assertEquals("8100", ask("3202"), "this one has modes 0 to 2");
    assertEquals("8104", ask("3203"));
  }

  @Test
  void captureWithoutAKeyIsRefused() {
    assertEquals("8104", ask("1500000001"));
    assertEquals("0300040000", ask("8003"));
  }

  @Test
  void romImagesThatAreNotThereAreMissing() {
    assertEquals("8120", ask("9b0401"));
  }

  @Test
  void backgroundColourIsSeenWhenTheScreenIsCleared() {
    assertEquals("8100", ask("2e 102030"));
    assertEquals(0xFFFFFF, pad.picture().rgb(0, 0));
    assertEquals("8100", ask("23 00 01 0000 0000 0000 0000"));
    assertEquals(0x302010, pad.picture().rgb(0, 0), "blue first");
    assertEquals(0xFFFFFF, pad.picture().rgb(1, 0));
    assertEquals("8100", ask("29 00f8"));
    assertEquals("8100", ask("2000"));
    assertEquals(0xFF0000, pad.picture().rgb(9, 9), "five bits of red, little endian");
  }

  @Test
  void coloursComeInTheirByteOrder() {
    assertEquals("8100", ask("24 02 01 0000 0000 0000 0000"));
    assertEquals("8100", ask("26 0200 f800"));
    assertEquals("8100", ask("2700"));
    assertEquals(0xFF0000, pad.picture().rgb(0, 0), "RGB565 with the high byte first");
    assertEquals("8100", ask("24 04 01 0100 0000 0100 0000"));
    assertEquals("8100", ask("26 0300 ff8001"));
    assertEquals("8100", ask("2700"));
    assertEquals(0x0180FF, pad.picture().rgb(1, 0), "blue, green, red");
  }

  @Test
  void featureReportInAWrongStateIsIgnoredAndToldByTheStatus() {
    assertTrue(pad.setFeature(new byte[] {StuReport.END_CAPTURE, 0}));
    assertArrayEquals(
        new byte[] {StuReport.STATUS, 0, StuReport.ERROR_WRONG_STATE, 0, 0},
        pad.getFeature(StuReport.STATUS).orElseThrow());

    assertTrue(!pad.setFeature(new byte[] {0x13}), "no such report: a stall");
  }
}
