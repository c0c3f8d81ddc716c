// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.util.Arrays;
import java.util.Map;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadSettings;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuReport;

/** Drawing settings of an STU pad, as far as the model has their reports. */
final class StuSettings implements PadSettings {
  private final ReportLink link;
  private final StuTurns turns;
  private final PadModel model;
  private final InkKeeper keeper;

  StuSettings(ReportLink link, PadModel model, InkKeeper keeper) {
    this.link = link;
    this.turns = new StuTurns(link);
    this.model = model;
    this.keeper = keeper;
  }

  private boolean has(int report) {
    return model.reports().containsKey(report);
  }

  private int require(What what, int... reports) throws PadException.NotOffered {
    for (int report : reports) {
      if (has(report)) {
        return report;
      }
    }
    throw new PadException.NotOffered(model.id(), what);
  }

  @Override
  public synchronized void penStyle(PenStyle style) throws PadException {
    int report = require(What.PEN_STYLE, StuReport.PEN_COLOUR_24, StuReport.PEN_COLOUR);
    boolean full = report == StuReport.PEN_COLOUR_24;
    turns.set(full ? StuCommands.penColour24(style) : StuCommands.penColour(style));
  }

  @Override
  public synchronized PenStyle penStyle() throws PadException {
    return StuCommands.penStyle(
        link.get(require(What.PEN_STYLE, StuReport.PEN_COLOUR_24, StuReport.PEN_COLOUR)));
  }

  @Override
  public synchronized void thresholds(Thresholds thresholds) throws PadException {
    require(What.THRESHOLDS, StuReport.INK_THRESHOLD);
    turns.set(StuCommands.thresholds(thresholds));
  }

  @Override
  public synchronized Thresholds thresholds() throws PadException {
    byte[] report = link.get(require(What.THRESHOLDS, StuReport.INK_THRESHOLD));
    try {
      return new Thresholds(little(report, 1), little(report, 3));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new PadException.Malformed("report 22", e);
    }
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  @Override
  public synchronized void writingArea(PadLayout.Area area) throws PadException {
    require(What.WRITING_AREA, StuReport.INKING_AREA);
    turns.set(StuCommands.inkingArea(area));
  }

  @Override
  public synchronized void background(int rgb) throws PadException {
    int report = require(What.BACKGROUND, StuReport.BACKGROUND_24, StuReport.BACKGROUND);
    boolean full = report == StuReport.BACKGROUND_24;
    writeIfOther(full ? StuCommands.background24(rgb) : StuCommands.background(rgb));
  }

  @Override
  public synchronized void brightness(int level) throws PadException {
    require(What.BRIGHTNESS, StuReport.BRIGHTNESS);
    writeIfOther(StuCommands.number(StuReport.BRIGHTNESS, level));
  }

  @Override
  public synchronized void contrast(int value) throws PadException {
    require(What.CONTRAST, StuReport.CONTRAST);
    writeIfOther(StuCommands.number(StuReport.CONTRAST, value));
  }

  /** The memory behind these wears out: the vendor warns of writing them in every session. */
  private void writeIfOther(byte[] report) throws PadException {
    byte[] present = link.get(report[0] & 0xFF);
    if (!Arrays.equals(Arrays.copyOf(present, report.length), report)) {
      turns.set(report);
    }
  }

  @Override
  public synchronized void signatureScreen(int screen) throws PadException {
    require(What.SIGNATURE_SCREEN, StuReport.OPERATION_MODE);
    turns.set(StuCommands.signatureMode(screen));
    keeper.keysOfThePad(true);
  }

  @Override
  public synchronized void normalMode() throws PadException {
    require(What.SIGNATURE_SCREEN, StuReport.OPERATION_MODE);
    turns.set(StuCommands.normalMode());
    keeper.keysOfThePad(false);
  }

  /** Takes a pad out of the operation mode of a host that died. */
  void leaveOperationMode() throws PadException {
    Map<Integer, Integer> reports = model.reports();
    if (reports.containsKey(StuReport.OPERATION_MODE)) {
      byte[] mode = link.get(StuReport.OPERATION_MODE);
      if (mode.length > 1 && mode[1] != 0) {
        normalMode();
      }
    }
  }
}
