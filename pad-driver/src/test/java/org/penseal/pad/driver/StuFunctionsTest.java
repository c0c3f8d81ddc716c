// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadSettings;
import org.penseal.pad.PenSample;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.stu.SimulatedPad;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.SerialTransport;

/** What an STU pad does beside pen data, model by model, over a line and over HID in memory. */
@Timeout(120)
class StuFunctionsTest {
  private static final HexFormat HEX = HexFormat.of();

  private final PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
  private final List<AutoCloseable> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // by power()
  private PadSimulator simulator;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  /** Switches a pad on: {@code line} or {@code hid}. */
  private void power(String id, String link, SimulatedCustomer customer) throws Exception {
    PadModel model = PadRig.model(id);
    PadSimulator.Setup setup =
        new PadSimulator.Setup(model, "PS00000001", Optional.empty(), customer, 20);
    simulator = link.equals("line") ? PadSimulator.start(setup) : PadSimulator.inMemory(setup);
    opened.add(simulator);
  }

  private Pad open(boolean encrypted) throws Exception {
    Pad pad;
    if (simulator.serial()) {
      pad = driver.open(simulator.uri() + (encrypted ? "?cipher=on" : ""));
    } else if (encrypted) {
      pad = driver.openEncrypted(simulator.openHid());
    } else {
      pad = driver.openHid(simulator.openHid(), simulator.device().model());
    }
    opened.add(pad);
    return pad;
  }

  private Pad pad(String id, String link) throws Exception {
    power(id, link, SimulatedCustomer.nobody());
    return open(false);
  }

  private SimulatedPad firmware() {
    return simulator.device().stu().orElseThrow();
  }

  private String setting(int id) {
    return HEX.formatHex(firmware().setting(id));
  }

  private static PadPicture colours(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(4).nextBytes(rgb);
    return PadPicture.colour(width, height, rgb);
  }

  private static PadPicture whole(Pad pad, boolean colour) {
    PadLayout layout = pad.layout();
    PadPicture picture = colours(layout.screenWidthPx(), layout.screenHeightPx());
    return colour ? picture : picture.oneBit();
  }

  private static PadButton press(Pad pad) throws PadException {
    long end = System.nanoTime() + PadRig.LONG.toNanos();
    while (System.nanoTime() < end) {
      if (pad.next(Duration.ofSeconds(1)).orElse(null) instanceof PadEvent.Pressed(PadButton b)) {
        return b;
      }
    }
    throw new AssertionError("no press");
  }

  @ParameterizedTest
  @CsvSource({
    "stu-300,  hid,  ONE_BIT", "stu-430v, hid,  ONE_BIT", "stu-430v, line, ONE_BIT",
    "stu-520a, hid,  RGB565", "stu-530,  hid,  RGB24", "stu-540,  hid,  RGB24"
  })
  void pictureInColourIsShownAsTheScreenCan(String id, String link, PadPicture.Depth depth)
      throws Exception {
    Pad pad = pad(id, link);
    assertEquals(depth, pad.depth());
    PadPicture picture = whole(pad, true);
    List<Integer> sent = new ArrayList<>();
    pad.show(
        picture,
        (bytes, all) -> {
          sent.add(bytes);
          assertTrue(bytes <= all);
        });
    assertEquals(picture.reducedTo(depth), simulator.picture());
    assertEquals(sent.stream().sorted().toList(), sent);
    assertTrue(sent.size() > 10);
  }

  @Test
  void colourPadAtASerialLineIsGivenBlackAndWhite() throws Exception {
    assertEquals(PadPicture.Depth.ONE_BIT, pad("stu-540", "line").depth());
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line, true", "stu-540, hid, true", "stu-300, hid, false"})
  void blackAndWhiteIsCompressedWhereTheModelTakesIt(String id, String link, boolean zlib)
      throws Exception {
    Pad pad = pad(id, link);
    PadLayout layout = pad.layout();
    PadPicture blank = PadPicture.blank(layout.screenWidthPx(), layout.screenHeightPx());
    int raw = blank.bits().length;
    List<Integer> all = new ArrayList<>();
    pad.show(whole(pad, false));
    pad.show(blank, (sent, of) -> all.add(of));
    assertEquals(zlib, all.getFirst() < raw / 10);
    assertEquals(blank, simulator.picture());
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid"})
  void partOfTheScreenIsShownAndMadeWhite(String id, String link) throws Exception {
    Pad pad = pad(id, link);
    PadPicture ground = whole(pad, false);
    pad.show(ground);
    PadPicture part = PadPicture.colour(3, 2, new byte[18]);
    pad.showAt(part, 10, 20);
    assertEquals(ground.with(part, 10, 20).oneBit(), simulator.picture());
    pad.clear(new PadLayout.Area(10, 20, 11, 21));
    assertTrue(simulator.picture().white(11, 21));
    assertFalse(simulator.picture().white(12, 21));
    pad.startCapture();
    pad.restartCapture();
    assertTrue(simulator.picture().white(11, 21), "all of it again");
    assertFalse(simulator.picture().white(12, 21));
    int right = pad.layout().screenWidthPx();
    assertThrows(IllegalArgumentException.class, () -> pad.showAt(part, right - 2, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-520a"})
  void modelWithoutAreasSaysSo(String id) throws Exception {
    Pad pad = pad(id, "hid");
    PadException.NotOffered e =
        assertThrows(PadException.NotOffered.class, () -> pad.showAt(PadPicture.blank(8, 8), 0, 0));
    assertEquals(id, e.model);
    assertEquals(What.PICTURE_AREA, e.what);
    assertThrows(PadException.NotOffered.class, () -> pad.clear(new PadLayout.Area(0, 0, 1, 1)));
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-430v, hid", "stu-540, hid"})
  void pictureThatIsCancelledLeavesAPadThatCanBeUsed(String id, String link) throws Exception {
    Pad pad = pad(id, link);
    PadPicture picture = whole(pad, true);
    assertThrows(
        PadException.Interrupted.class,
        () ->
            pad.show(
                picture,
                (sent, all) -> {
                  if (sent > all / 3) {
                    Thread.currentThread().interrupt();
                  }
                }));
    assertTrue(Thread.interrupted(), "the flag is kept");
    pad.show(whole(pad, false));
    assertEquals(whole(pad, false).oneBit(), simulator.picture());
    pad.startCapture();
    pad.stopCapture();
  }

  @ParameterizedTest
  @CsvSource({
    "stu-430v, line, 0x123456, 0x123456", "stu-530, hid, 0x123456, 0x123456",
    "stu-540, hid, 0xFFFFFF, 0xFFFFFF", "stu-520a, hid, 0xFF8000, 0xFF8200"
  })
  void penIsDrawnInTheColourOfTheModel(String id, String link, int rgb, int kept) throws Exception {
    PadSettings settings = pad(id, link).settings();
    settings.penStyle(new PadSettings.PenStyle(rgb, 2));
    assertEquals(new PadSettings.PenStyle(kept, 2), settings.penStyle());
    if (id.equals("stu-520a")) {
      assertEquals("2800fc02", setting(0x28), "sixteen bits, little endian");
    } else {
      assertEquals(
          "2d%02x%02x%02x02".formatted(rgb & 0xFF, rgb >> 8 & 0xFF, rgb >> 16), setting(0x2D));
    }
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-300, hid", "stu-540, hid"})
  void thresholdsAreLittleEndian(String id, String link) throws Exception {
    PadSettings settings = pad(id, link).settings();
    assertEquals(new PadSettings.Thresholds(21, 16), settings.thresholds());
    settings.thresholds(new PadSettings.Thresholds(0x123, 0x101));
    assertEquals("2223010101", setting(0x22));
    assertEquals(new PadSettings.Thresholds(0x123, 0x101), settings.thresholds());
  }

  @ParameterizedTest
  @CsvSource({"stu-540, 2E", "stu-520a, 29"})
  void memoryThatWearsOutIsWrittenOnlyWhenItDiffers(String id, String background) throws Exception {
    PadSettings settings = pad(id, "hid").settings();
    int report = Integer.parseInt(background, 16);
    settings.background(0xFFFFFF);
    assertEquals(0, firmware().writes(report), "it has this colour");
    for (int i = 0; i < 3; i++) {
      settings.background(0x0000FF);
      settings.brightness(1);
      settings.contrast(77);
    }
    for (int id2 : new int[] {report, 0x2B, 0x2C}) {
      assertEquals(1, firmware().writes(id2), "%02x".formatted(id2));
    }
    assertEquals("2b0100", setting(0x2B));
    assertEquals("2c4d00", setting(0x2C));
  }

  @Test
  void openingAndClosingWritesNothingToTheMemoryThatWearsOut() throws Exception {
    pad("stu-540", "hid").close();
    for (int id : new int[] {0x0A, 0x0C, 0x29, 0x2B, 0x2C, 0x2E, 0x2F}) {
      assertEquals(0, firmware().writes(id), "%02x".formatted(id));
    }
  }

  @Test
  void settingThatTheModelHasNotIsNamed() throws Exception {
    PadSettings settings = pad("stu-300", "hid").settings();
    PadSettings.PenStyle style = new PadSettings.PenStyle(0, 0);
    assertEquals(What.PEN_STYLE, what(() -> settings.penStyle(style)));
    assertEquals(
        What.WRITING_AREA, what(() -> settings.writingArea(new PadLayout.Area(0, 0, 1, 1))));
    assertEquals(What.BACKGROUND, what(() -> settings.background(0)));
    assertEquals(What.BRIGHTNESS, what(() -> settings.brightness(1)));
    assertEquals(What.CONTRAST, what(() -> settings.contrast(1)));
    assertEquals(What.SIGNATURE_SCREEN, what(() -> settings.signatureScreen(1)));
  }

  private static What what(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(PadException.NotOffered.class, act).what;
  }

  @Test
  void valueThatThePadRefusesIsTold() throws Exception {
    PadSettings settings = pad("stu-540", "hid").settings();
    PadException.Refused e = assertThrows(PadException.Refused.class, () -> settings.brightness(9));
    assertEquals(0x2B, e.report);
    assertEquals(4, e.code);
  }

  @ParameterizedTest
  @CsvSource({
    "line, 09 0000 1770 03ff 0140 00c8 c8 09ec 03 00 00, largest x 0",
    "line, 09 2580 0000 03ff 0140 00c8 c8 09ec 03 00 00, largest y 0",
    "hid,  09 2580 1770 0000 0140 00c8 c8 09ec 03 00 00, largest pressure 0",
    "hid,  09 2580 1770 1fff 0140 00c8 c8 09ec 03 00 00, largest pressure 8191",
    "hid,  09 2580 1770 03ff 1388 00c8 c8 09ec 03 00 00, screen width 5000",
    "line, 09 2580 1770 03ff 0140 0000 c8 09ec 03 00 00, screen height 0",
    "hid,  09 013f 1770 03ff 0140 00c8 c8 09ec 03 00 00, largest x 319",
    "hid,  09 2580 1770 03ff 0140 00c8 c8 09ec 83 00 00, encodings 131",
    "line, 09 2580 17, report 09",
    "hid,  09 2580 17, report 09",
    "line, 08 2580 1770 03ff 0140 00c8 c8 09ec 03 00 00, report 09",
    "hid,  08 2580 1770 03ff 0140 00c8 c8 09ec 03 00 00, report 09"
  })
  void capabilityThatCannotBeTrueIsMalformedAndTheNextOpeningIsFree(
      String link, String answer, String field) throws Exception {
    power("stu-430v", link, SimulatedCustomer.nobody());
    simulator.faults(Faults.lyingAbout(0x09, HEX.parseHex(answer.replace(" ", ""))));
    // Over a line an answer of another id is none.
    boolean silent = link.equals("line") && answer.startsWith("08");
    if (silent) {
      assertThrows(PadException.TimedOut.class, () -> open(false));
    } else {
      PadException.Malformed e = assertThrows(PadException.Malformed.class, () -> open(false));
      assertTrue(e.expected.contains(field), e.expected);
    }
    simulator.faults(Faults.none());
    open(false).clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatIsNotInTheCatalogueIsUnknownAndTheNextOpeningIsFree(String link) throws Exception {
    power("stu-430v", link, SimulatedCustomer.nobody());
    byte[] stranger = HEX.parseHex("08" + "5354552d3939390000" + "01000000000000");
    simulator.faults(Faults.lyingAbout(0x08, stranger));
    PadException.UnknownModel e = assertThrows(PadException.UnknownModel.class, () -> open(false));
    assertEquals("STU-999", e.reportedName);
    simulator.faults(Faults.lyingAbout(0x08, new byte[] {0x08, 'S'}));
    assertThrows(PadException.Malformed.class, () -> open(false));
    simulator.faults(Faults.none());
    open(false).clear();
  }

  @Test
  void firmwareThatSaysNothingOfItsEncodingsHasThoseOfTheCatalogue() throws Exception {
    power("stu-520a", "hid", SimulatedCustomer.nobody());
    simulator.faults(Faults.lyingAbout(0x09, HEX.parseHex("0928a0186001ff032001e0c809ec000000")));
    assertEquals(PadPicture.Depth.RGB565, open(false).depth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void keysOfThePadsOwnSignatureScreenAreHeard(String link) throws Exception {
    Pad pad = pad("stu-540", link);
    pad.settings().signatureScreen(3);
    assertTrue(setting(0x93).startsWith("930403"));
    for (PadButton button : List.of(PadButton.CANCEL, PadButton.CLEAR)) {
      pad.startCapture();
      firmware().key(button);
      assertEquals(button, press(pad));
      pad.stopCapture();
    }
    pad.close();
    assertTrue(setting(0x93).startsWith("9300"), "the next host finds it as it was");
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void keysOfThePadsOwnSignatureScreenAreHeardEncryptedToo(String link) throws Exception {
    power("stu-540", link, SimulatedCustomer.nobody());
    Pad pad = open(true);
    pad.settings().signatureScreen(3);
    for (PadButton button : List.of(PadButton.CLEAR, PadButton.CANCEL)) {
      pad.startCapture();
      firmware().key(button);
      assertEquals(button, press(pad));
      pad.stopCapture();
    }
  }

  private Ink sign(String id, String link, boolean encrypted) throws Exception {
    power(id, link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = open(encrypted);
    assertEquals(encrypted, pad.penEncrypted());
    pad.startCapture();
    assertEquals(PadButton.OK, press(pad));
    Ink ink = pad.stopCapture();
    ink.requireComplete();
    return ink;
  }

  private static List<PenSample> samples(Ink ink) {
    return ink.samples().stream().map(PenSample::withoutHostTime).toList();
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-430, hid", "stu-530, hid", "stu-540, hid", "stu-540, line"})
  void encryptedPenDataIsTheSameInk(String id, String link) throws Exception {
    List<PenSample> clear = samples(sign(id, link, false));
    assertEquals(clear, samples(sign(id, link, true)));
    assertTrue(clear.size() > 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void everyAttemptIsASessionOfItsOwn(String link) throws Exception {
    power(
        "stu-430v",
        link,
        new SimulatedCustomer(
            List.of(
                new SimulatedCustomer.Sign(PadRig.writing()),
                new SimulatedCustomer.Press(PadButton.CLEAR),
                new SimulatedCustomer.Sign(PadRig.writing()),
                new SimulatedCustomer.Press(PadButton.OK))));
    Pad pad = open(true);
    PadPicture picture = whole(pad, false);
    pad.show(picture);
    pad.startCapture();
    assertEquals(PadButton.CLEAR, press(pad));
    pad.stopCapture().requireComplete();
    pad.restartCapture();
    assertEquals(picture, simulator.picture());
    assertEquals(PadButton.OK, press(pad));
    pad.stopCapture().requireComplete();
    pad.show(picture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void penDataThatThePadDidNotEncryptBreaksTheCapture(String link) throws Exception {
    power("stu-430v", link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = open(true);
    simulator.faults(Faults.injectingAfter(20));
    pad.startCapture();
    PadException.LinkBroken e =
        assertThrows(PadException.LinkBroken.class, () -> assertNotEquals(null, press(pad)));
    assertEquals(PadException.LinkBroken.Why.WRONG_SESSION, e.why);
    assertThrows(PadException.LinkBroken.class, pad::stopCapture);
    pad.close();
    simulator.faults(Faults.none());
    open(true).clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-520a"})
  void oldEncryptionIsNotOffered(String id) throws Exception {
    power(id, "hid", SimulatedCustomer.nobody());
    assertEquals(What.ENCRYPTION, what(() -> open(true)));
    open(false).clear();
  }

  @Test
  void padThatKeepsNoKeyOfTheHostFailsTheAgreement() throws Exception {
    power("stu-430v", "hid", SimulatedCustomer.nobody());
    // Report 50 with RSA 2048 and OAEP, but no key.
    byte[] status = HEX.parseHex("50 02 82 00 ff ff ff 00 07".replace(" ", "") + "00".repeat(8));
    simulator.faults(Faults.lyingAbout(0x50, status));
    PadException.LinkBroken e = assertThrows(PadException.LinkBroken.class, () -> open(true));
    assertEquals(PadException.LinkBroken.Why.AGREEMENT, e.why);
    simulator.faults(Faults.none());
    open(true).clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-430v", "stu-520a", "stu-540"})
  void padOfAHostThatDiedInAPictureOpensAgain(String id) throws Exception {
    power(id, "hid", SimulatedCustomer.nobody());
    FeatureTransport dead = simulator.openHid();
    dead.setFeature(new byte[] {0x25, 0});
    assertEquals(1, dead.getFeature(0x03, 5)[1]);
    Pad pad = open(false);
    pad.show(whole(pad, false));
  }

  @Test
  void padAtALineOfAHostThatDiedInAPictureOpensAgain() throws Exception {
    power("stu-430v", "line", SimulatedCustomer.nobody());
    try (SerialTransport dead = SerialTransport.open(simulator.path().toString(), 115200)) {
      dead.write(StuFrame.encode(new byte[] {0x25, 0}));
      assertTrue(dead.read(new byte[64], Duration.ofSeconds(5)) > 0);
    }
    Pad pad = open(false);
    pad.show(whole(pad, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-430v", "stu-540"})
  void padOfAHostThatDiedInAnEncryptedCaptureOpensAgain(String id) throws Exception {
    power(id, "hid", SimulatedCustomer.signs(PadRig.writing()));
    PadDriver first = new PadDriver(PadRig.CATALOG, new Random(2));
    Pad dead = first.openEncrypted(simulator.openHid());
    dead.startCapture();
    Pad pad = open(false);
    pad.show(whole(pad, false));
    simulator.customer(SimulatedCustomer.signs(PadRig.writing()));
    pad.startCapture();
    assertEquals(PadButton.OK, press(pad), "in clear again");
    pad.stopCapture();
    dead.close();
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid", "stu-300, hid", "stu-520a, hid"})
  void padIsLeftAtRestEvenFromAnEncryptedCapture(String id, String link) throws Exception {
    power(id, link, SimulatedCustomer.nobody());
    boolean cipher = PadRig.model(id).encryption() == PadModel.Encryption.V2;
    Pad pad = open(cipher);
    pad.show(whole(pad, false));
    pad.startCapture();
    pad.close();
    assertEquals("2100", setting(0x21));
    assertEquals("3200", setting(0x32));
    assertTrue(simulator.picture().white(0, 0));
    assertEquals(0, firmware().getFeature(0x03).orElseThrow()[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatClearsSlowlyIsWaitedFor(String link) throws Exception {
    power("stu-430v", link, SimulatedCustomer.nobody());
    simulator.faults(Faults.clearingSlowly(Duration.ofMillis(400)));
    Pad pad = open(false);
    pad.clear();
    pad.show(whole(pad, false));
    assertEquals(whole(pad, false), simulator.picture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatAnswersSlowlyIsUsedAllTheSame(String link) throws Exception {
    power("stu-430v", link, SimulatedCustomer.nobody());
    simulator.faults(Faults.answeringSlowly(Duration.ofMillis(15)));
    Pad pad = open(false);
    pad.show(whole(pad, false));
    assertEquals(whole(pad, false), simulator.picture());
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid"})
  void resetBringsBackWhatTheOpeningMade(String id, String link) throws Exception {
    power(id, link, SimulatedCustomer.signs(PadRig.writing()));
    Pad pad = open(true);
    pad.show(whole(pad, false));
    pad.settings().penStyle(new PadSettings.PenStyle(0xFF, 3));
    pad.reset();
    assertEquals(new PadSettings.PenStyle(0, 0), pad.settings().penStyle());
    assertEquals("3203", setting(0x32));
    assertTrue(simulator.picture().white(5, 5));
    pad.startCapture();
    assertEquals(PadButton.OK, press(pad), "with a new key");
    pad.stopCapture().requireComplete();
  }
}
