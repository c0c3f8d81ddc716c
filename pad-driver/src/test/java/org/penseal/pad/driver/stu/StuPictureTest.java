// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.SimulatedCustomer;

/** Pictures on the screen of an STU pad, model by model, over a line and over HID in memory. */
@Tag("slow")
@Timeout(600)
class StuPictureTest {
  private final StuRig rig = new StuRig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "stu-300,  hid,  ONE_BIT", "stu-430v, hid,  ONE_BIT", "stu-430v, line, ONE_BIT",
    "stu-520a, hid,  RGB565", "stu-530,  hid,  RGB24", "stu-540,  hid,  RGB24"
  })
  void pictureInColourIsShownAsTheScreenCan(String id, String link, PadPicture.Depth depth)
      throws Exception {
    Pad pad = rig.pad(id, link);
    assertEquals(depth, pad.depth());
    PadPicture picture = StuRig.whole(pad, true);
    List<Integer> sent = new ArrayList<>();
    pad.show(
        picture,
        (bytes, all) -> {
          sent.add(bytes);
          assertTrue(bytes <= all);
        });
    assertEquals(picture.reducedTo(depth), rig.simulator().picture());
    assertEquals(sent.stream().sorted().toList(), sent);
    assertTrue(sent.size() > 10);
  }

  @Test
  void colourPadAtASerialLineIsGivenBlackAndWhite() throws Exception {
    assertEquals(PadPicture.Depth.ONE_BIT, rig.pad("stu-540", "line").depth());
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line, true", "stu-540, hid, true", "stu-300, hid, false"})
  void blackAndWhiteIsCompressedWhereTheModelTakesIt(String id, String link, boolean zlib)
      throws Exception {
    Pad pad = rig.pad(id, link);
    PadLayout layout = pad.layout();
    PadPicture blank = PadPicture.blank(layout.screen().width(), layout.screen().height());
    int raw = blank.bits().length;
    List<Integer> all = new ArrayList<>();
    pad.show(StuRig.whole(pad, false));
    pad.show(blank, (sent, of) -> all.add(of));
    assertEquals(zlib, all.getFirst() < raw / 10);
    assertEquals(blank, rig.simulator().picture());
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-540, hid"})
  void partOfTheScreenIsShownAndMadeWhite(String id, String link) throws Exception {
    Pad pad = rig.pad(id, link);
    PadPicture ground = StuRig.whole(pad, false);
    pad.show(ground);
    PadPicture part = PadPicture.colour(3, 2, new byte[18]);
    pad.showAt(part, 10, 20);
    assertEquals(ground.with(part, 10, 20).oneBit(), rig.simulator().picture());
    pad.clear(new PadLayout.Area(10, 20, 11, 21));
    assertTrue(rig.simulator().picture().white(11, 21));
    assertFalse(rig.simulator().picture().white(12, 21));
    pad.startCapture();
    pad.restartCapture();
    assertTrue(rig.simulator().picture().white(11, 21), "all of it again");
    assertFalse(rig.simulator().picture().white(12, 21));
    int right = pad.layout().screen().width();
    assertThrows(IllegalArgumentException.class, () -> pad.showAt(part, right - 2, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stu-300", "stu-520a"})
  void modelWithoutAreasSaysSo(String id) throws Exception {
    Pad pad = rig.pad(id, "hid");
    PadException.NotOffered e =
        assertThrows(PadException.NotOffered.class, () -> pad.showAt(PadPicture.blank(8, 8), 0, 0));
    assertEquals(id, e.model);
    assertEquals(What.PICTURE_AREA, e.what);
    assertThrows(PadException.NotOffered.class, () -> pad.clear(new PadLayout.Area(0, 0, 1, 1)));
  }

  @ParameterizedTest
  @CsvSource({"stu-430v, line", "stu-430v, hid", "stu-540, hid"})
  void pictureThatIsCancelledLeavesAPadThatCanBeUsed(String id, String link) throws Exception {
    Pad pad = rig.pad(id, link);
    PadPicture picture = StuRig.whole(pad, true);
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
    pad.show(StuRig.whole(pad, false));
    assertEquals(StuRig.whole(pad, false).oneBit(), rig.simulator().picture());
    pad.startCapture();
    pad.stopCapture();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatClearsSlowlyIsWaitedFor(String link) throws Exception {
    rig.power("stu-430v", link, SimulatedCustomer.nobody());
    rig.simulator().faults(Faults.clearingSlowly(Duration.ofMillis(400)));
    Pad pad = rig.open(false);
    pad.clear();
    pad.show(StuRig.whole(pad, false));
    assertEquals(StuRig.whole(pad, false), rig.simulator().picture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"line", "hid"})
  void padThatAnswersSlowlyIsUsedAllTheSame(String link) throws Exception {
    rig.power("stu-430v", link, SimulatedCustomer.nobody());
    rig.simulator().faults(Faults.answeringSlowly(Duration.ofMillis(15)));
    Pad pad = rig.open(false);
    pad.show(StuRig.whole(pad, false));
    assertEquals(StuRig.whole(pad, false), rig.simulator().picture());
  }
}
