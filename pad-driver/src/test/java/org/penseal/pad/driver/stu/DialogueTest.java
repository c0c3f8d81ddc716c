// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuReport;

/** Questions and answers without a line: what the pad says is there when it is asked. */
class DialogueTest {
  private static final byte[] INFORMATION =
      HexFormat.of().parseHex("085354552d34333056000001040000000000");
  private static final byte[] PEN = {StuReport.PEN, 0, 0, 0, 0, 0, 0};
  private static final byte[] OK = {(byte) StuReport.SET_RESULT, 0};

  private final List<byte[]> says = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private boolean breaks;
  private final Dialogue dialogue = new Dialogue("serial:none", message -> answer(), listener());

  private void answer() {
    List<byte[]> now = List.copyOf(says);
    says.clear();
    now.forEach(dialogue::take);
    if (breaks) {
      dialogue.lost();
    }
  }

  private ReportLink.Listener listener() {
    return new ReportLink.Listener() {
      @Override
      public void onReport(byte[] report, long hostNanos) {
        told.add("report " + report[0]);
      }

      @Override
      public void onTaken(byte[] report) {
        told.add("taken " + HexFormat.of().formatHex(report));
      }

      @Override
      public void onGone() {
        told.add("gone");
      }

      @Override
      public void onBroken(PadException.LinkBroken failure) {
        told.add("broken");
      }
    };
  }

  @Test
  void recordsOfALinkThatEndedDoNotPushTheAnswerOut() throws Exception {
    says.add(INFORMATION);
    for (int i = 0; i < 100; i++) {
      says.add(new byte[] {(byte) 0xC5, 1, 2, 3, 4, 5, 6, 7, 8});
    }
    assertArrayEquals(INFORMATION, dialogue.get(StuReport.INFORMATION));
  }

  @Test
  void whatThePadTookIsToldBetweenTheReportsOfBeforeAndAfter() throws Exception {
    says.addAll(List.of(PEN, OK, PEN, PEN));
    dialogue.set(StuCommands.inking(true));
    assertEquals(List.of("report 1", "taken 2101", "report 1", "report 1"), told);
  }

  @Test
  void whatThePadRefusedWasNotTaken() {
    says.addAll(List.of(PEN, new byte[] {(byte) StuReport.SET_RESULT, 2}, PEN));
    PadException.Refused refused =
        assertThrows(PadException.Refused.class, () -> dialogue.set(StuCommands.inking(true)));
    assertEquals(2, refused.code);
    assertEquals(List.of("report 1", "report 1"), told);
  }

  @Test
  void whatThePadAnsweredBeforeItWasUnpluggedIsStillAnAnswer() throws Exception {
    says.addAll(List.of(OK, PEN));
    breaks = true;
    dialogue.set(StuCommands.inking(true));
    assertEquals(List.of("taken 2101", "report 1", "gone"), told);
    assertThrows(PadException.Gone.class, () -> dialogue.get(StuReport.STATUS));
  }

  @Test
  void aPadThatIsUnpluggedWhileItOwesAnAnswerIsGone() {
    says.add(PEN);
    breaks = true;
    assertThrows(PadException.Gone.class, () -> dialogue.set(StuCommands.inking(true)));
  }
}
