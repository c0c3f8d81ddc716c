// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.chip.ChipMailbox;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.firmware.StuDescriptor;

/**
 * The firmware of a simulated STU pad: takes reports of the host and answers them by the state and
 * error rules of the family, over whatever carries them. Every method takes the pad's lock.
 */
final class SimulatedPad implements Firmware {
  static final int READY = 0;
  static final int IMAGE = 1;
  private static final int THRESHOLD_ON = 21;
  private static final int THRESHOLD_OFF = 16;

  private final PadModel model;
  private final String serialNumber;
  private final PenOutput pen;
  private final Consumer<byte[]> out;
  private final SimulatedScreen screen;
  private final @Nullable SimulatedChip chip;
  private final @Nullable ChipMailbox mailbox;
  private final Runnable onDrawing;
  private final Map<Integer, byte[]> settings = new HashMap<>();
  private Faults faults = Faults.none();
  private int state = READY;
  private int lastResult = StuReport.OK;

  /**
   * A pad just switched on.
   *
   * @param out takes each report for the host, id first
   * @param onDrawing told when the host switches drawing on, which is when a customer begins
   */
  SimulatedPad(
      PadModel model,
      String serialNumber,
      @Nullable SimulatedChip chip,
      PenOutput pen,
      Consumer<byte[]> out,
      Runnable onDrawing) {
    this.model = model;
    this.serialNumber = serialNumber;
    this.chip = chip;
    this.pen = pen;
    this.out = out;
    this.onDrawing = onDrawing;
    this.screen = new SimulatedScreen(model.screenWidthPx(), model.screenHeightPx());
    this.mailbox = chip == null ? null : new ChipMailbox(chip, this::chipPacket);
    reset();
  }

  private void chipPacket(byte[] packet) {
    byte[] report = new byte[packet.length + 1];
    report[0] = (byte) StuReport.CHIP_OUT;
    System.arraycopy(packet, 0, report, 1, packet.length);
    out.accept(report);
  }

  synchronized void faults(Faults newFaults) {
    faults = newFaults;
    if (mailbox != null) {
      mailbox.delay(newFaults.chipDelay());
    }
  }

  synchronized PadPicture picture() {
    return screen.picture();
  }

  @Override
  public byte[] reportDescriptor() {
    return StuDescriptor.of(model.reports());
  }

  @Override
  public synchronized Optional<byte[]> getFeature(int id) {
    if (faults.silent()) {
      return Optional.empty();
    }
    byte[] answer = get(id);
    return answer.length == 0 ? Optional.empty() : Optional.of(answer);
  }

  @Override
  public synchronized boolean setFeature(byte[] report) {
    int id = report[0] & 0xFF;
    if (faults.silent()) {
      return true;
    }
    lastResult = set(id, report);
    if (lastResult == StuReport.OK) {
      after(id, report);
    }
    return lastResult != StuReport.ERROR_WRONG_REPORT;
  }

  @Override
  public void powerLoss() {
    if (mailbox != null) {
      mailbox.close();
    }
    if (chip != null) {
      chip.powerLoss();
    }
  }

  /** The state after switching on and after a soft reset. */
  private void reset() {
    state = READY;
    screen.clear();
    setting(StuReport.INKING_MODE, 1);
    setting(StuReport.INK_THRESHOLD, THRESHOLD_ON, 0, THRESHOLD_OFF, 0);
    setting(
        StuReport.INKING_AREA,
        0,
        0,
        0,
        0,
        (model.screenWidthPx() - 1) & 0xFF,
        (model.screenWidthPx() - 1) >> 8,
        (model.screenHeightPx() - 1) & 0xFF,
        (model.screenHeightPx() - 1) >> 8);
    setting(StuReport.PEN_OPTION_MODE, 0);
    setting(StuReport.REPORT_RATE, model.rateHz());
    setting(StuReport.UID, 0, 0, 0, 0);
    pen.thresholds(THRESHOLD_ON, THRESHOLD_OFF);
    pen.optionMode(0);
    if (chip != null) {
      chip.onBlank(screen.bits());
    }
  }

  private void setting(int id, int... values) {
    byte[] report = new byte[1 + values.length];
    report[0] = (byte) id;
    for (int i = 0; i < values.length; i++) {
      report[1 + i] = (byte) values[i];
    }
    settings.put(id, report);
  }

  /** Takes a report of the host over the serial line. */
  @Override
  public synchronized void onLine(byte[] report) {
    if (faults.silent()) {
      return;
    }
    int id = report[0] & 0xFF;
    if (id == StuReport.GET) {
      byte[] answer = get(report.length < 2 ? 0 : report[1] & 0xFF);
      boolean known = answer.length > 0;
      out.accept(known ? answer : new byte[] {(byte) StuReport.SET_RESULT, (byte) lastResult});
      return;
    }
    lastResult = set(id, report);
    out.accept(new byte[] {(byte) StuReport.SET_RESULT, (byte) lastResult});
    if (lastResult == StuReport.OK) {
      after(id, report);
    }
  }

  /** The report, or nothing when the pad has none. */
  private byte[] get(int id) {
    if (!model.reports().containsKey(id)) {
      lastResult = StuReport.ERROR_WRONG_REPORT;
      return new byte[0];
    }
    byte[] answer =
        switch (id) {
          case StuReport.STATUS ->
              new byte[] {StuReport.STATUS, (byte) state, (byte) lastResult, 0, 0};
          case StuReport.HID_INFORMATION ->
              StuAnswers.hidInformation(
                  usbId(PadModel.Usb::vendorId), usbId(PadModel.Usb::productId), 0x0100);
          case StuReport.INFORMATION ->
              new StuAnswers.Information(model.reportedName(), 1, 0, chip == null ? 0 : 1).encode();
          case StuReport.CAPABILITY -> StuAnswers.capability(capability());
          case StuReport.UID2 -> StuAnswers.text(StuReport.UID2, 10, serialNumber);
          case StuReport.SIZES -> sizes();
          default -> settings.getOrDefault(id, new byte[0]).clone();
        };
    if (answer.length == 0) {
      lastResult = StuReport.ERROR_WRONG_REPORT;
    }
    return answer;
  }

  private int usbId(java.util.function.ToIntFunction<PadModel.Usb> part) {
    return model.usb().map(part::applyAsInt).orElse(0);
  }

  private PadIdentity.Capability capability() {
    return new PadIdentity.Capability(
        model.maxX(),
        model.maxY(),
        model.maxPressure(),
        model.screenWidthPx(),
        model.screenHeightPx(),
        Math.max(model.rates().hid(), model.rates().serial()),
        (int) Math.round(model.unitsPerMm() * 25.4),
        2);
  }

  /** The table of report lengths, big endian. */
  private byte[] sizes() {
    byte[] table = new byte[512];
    table[0] = (byte) StuReport.SIZES;
    model
        .reports()
        .forEach(
            (id, length) -> {
              table[2 * id] = (byte) (length >> 8);
              table[2 * id + 1] = (byte) (int) length;
            });
    return table;
  }

  /** Error code for a report that the host sets; applies it when it is none. */
  private int set(int id, byte[] report) {
    if (!model.reports().containsKey(id)) {
      return StuReport.ERROR_WRONG_REPORT;
    }
    return switch (id) {
      case StuReport.RESET -> exact(report, 2) && report[1] <= 1 ? ok(this::reset) : bad();
      case StuReport.CLEAR_SCREEN -> inReady(report, 2, this::clear);
      case StuReport.CLEAR_SCREEN_AREA -> inReady(report, 11, this::clear);
      case StuReport.INKING_MODE, StuReport.PEN_OPTION_MODE, StuReport.REPORT_RATE, StuReport.UID ->
          keep(report);
      case StuReport.INK_THRESHOLD -> thresholds(report);
      case StuReport.INKING_AREA -> area(report);
      case StuReport.START_IMAGE, StuReport.START_IMAGE_AREA -> startImage(report);
      case StuReport.IMAGE_BLOCK ->
          state == IMAGE ? screen.block(report) : StuReport.ERROR_WRONG_STATE;
      case StuReport.END_IMAGE -> endImage(report);
      case StuReport.CHIP_IN -> mailbox == null ? StuReport.ERROR_WRONG_REPORT : packet(report);
      default -> StuReport.ERROR_WRONG_REPORT;
    };
  }

  private static boolean exact(byte[] report, int length) {
    return report.length == length;
  }

  private static int ok(Runnable action) {
    action.run();
    return StuReport.OK;
  }

  private static int bad() {
    return StuReport.ERROR_BAD_PARAMETER;
  }

  private int inReady(byte[] report, int length, Runnable action) {
    if (state != READY) {
      return StuReport.ERROR_WRONG_STATE;
    }
    return exact(report, length) ? ok(action) : bad();
  }

  private void clear() {
    screen.clear();
    if (chip != null) {
      chip.onBlank(screen.bits());
    }
  }

  private int keep(byte[] report) {
    int id = report[0] & 0xFF;
    byte[] known = settings.get(id);
    if (known == null || known.length != report.length) {
      return bad();
    }
    boolean possible =
        switch (id) {
          case StuReport.INKING_MODE -> report[1] == 0 || report[1] == 1;
          case StuReport.PEN_OPTION_MODE -> report[1] == 0 || report[1] == 3;
          case StuReport.REPORT_RATE -> (report[1] & 0xFF) == 150 || (report[1] & 0xFF) == 200;
          default -> true;
        };
    if (!possible) {
      return bad();
    }
    settings.put(id, report.clone());
    return StuReport.OK;
  }

  private int thresholds(byte[] report) {
    if (!exact(report, 5) || (report[2] | report[4]) > 3) {
      return bad();
    }
    settings.put(StuReport.INK_THRESHOLD, report.clone());
    pen.thresholds(SimulatedScreen.little(report, 1), SimulatedScreen.little(report, 3));
    return StuReport.OK;
  }

  private int area(byte[] report) {
    if (!exact(report, 9)) {
      return bad();
    }
    boolean inside =
        SimulatedScreen.little(report, 1) <= SimulatedScreen.little(report, 5)
            && SimulatedScreen.little(report, 3) <= SimulatedScreen.little(report, 7)
            && SimulatedScreen.little(report, 5) < model.screenWidthPx()
            && SimulatedScreen.little(report, 7) < model.screenHeightPx();
    if (!inside) {
      return StuReport.ERROR_WRONG_AREA;
    }
    settings.put(StuReport.INKING_AREA, report.clone());
    return StuReport.OK;
  }

  private int startImage(byte[] report) {
    if (state != READY) {
      return StuReport.ERROR_WRONG_STATE;
    }
    int error = screen.start(report);
    if (error == StuReport.OK) {
      state = IMAGE;
    }
    return error;
  }

  private int endImage(byte[] report) {
    if (state != IMAGE) {
      return StuReport.ERROR_WRONG_STATE;
    }
    if (!exact(report, 2)) {
      return bad();
    }
    state = READY;
    if (report[1] != 0) {
      return StuReport.OK;
    }
    screen.commit();
    if (faults.otherPicture()) {
      screen.falsify();
    }
    return chip == null || chip.onPicture(screen.bits()) ? StuReport.OK : bad();
  }

  private int packet(byte[] report) {
    return exact(report, 65) ? StuReport.OK : bad();
  }

  /** What happens once the answer is out. */
  private void after(int id, byte[] report) {
    if (id == StuReport.CHIP_IN && mailbox != null) {
      mailbox.onPacket(Arrays.copyOfRange(report, 1, report.length));
    } else if (id == StuReport.PEN_OPTION_MODE) {
      pen.optionMode(report[1]);
    } else if (id == StuReport.INKING_MODE && report[1] == 1) {
      onDrawing.run();
    }
  }
}
