// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.protocol.StuEncryption;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.chip.ChipMailbox;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.firmware.StuDescriptor;

/**
 * The firmware of a simulated STU pad: takes reports of the host and answers them by the state and
 * error rules of the family, over whatever carries them. Every method takes the pad's lock.
 */
public final class SimulatedPad implements Firmware {
  private static final Set<Integer> ROM_IMAGES = Set.of(0x94, 0x96, 0x97, 0x9B);
  private static final int SIGNATURE_MODE = 4;

  private final PadModel model;
  private final StuFacts facts;
  private final PenOutput pen;
  private final Consumer<byte[]> out;
  private final SimulatedScreen screen;
  private final @Nullable SimulatedChip chip;
  private final @Nullable ChipMailbox mailbox;
  private final Runnable onDrawing;
  private final StuMemory memory;
  private final StuPadCipher cipher = new StuPadCipher(new SecureRandom());
  private Quirks quirks = Quirks.NONE;
  private int state = StuReport.STATE_READY;
  private long clearedAt = System.nanoTime();
  private int lastResult = StuReport.OK;

  /**
   * A pad just switched on.
   *
   * @param out takes each report for the host, id first
   * @param onDrawing told when the host switches drawing on, which is when a customer begins
   */
  public SimulatedPad(
      PadModel model,
      String serialNumber,
      @Nullable SimulatedChip chip,
      PenOutput pen,
      Consumer<byte[]> out,
      Runnable onDrawing) {
    this.model = model;
    this.facts = new StuFacts(model, serialNumber, chip);
    this.chip = chip;
    this.pen = pen;
    this.out = out;
    this.onDrawing = onDrawing;
    this.memory = new StuMemory(model);
    Set<PadModel.Encoding> encodings = EnumSet.noneOf(PadModel.Encoding.class);
    encodings.addAll(model.screen().orElseThrow().encodings());
    this.screen = new SimulatedScreen(model.screenWidthPx(), model.screenHeightPx(), encodings);
    this.mailbox = chip == null ? null : new ChipMailbox(chip, this::chipPacket);
    reset();
  }

  private void chipPacket(byte[] packet) {
    byte[] report = new byte[packet.length + 1];
    report[0] = (byte) StuReport.CHIP_OUT;
    System.arraycopy(packet, 0, report, 1, packet.length);
    out.accept(report);
  }

  /** What goes wrong from now on. */
  public synchronized void quirks(Quirks newQuirks) {
    quirks = newQuirks;
    if (mailbox != null) {
      mailbox.delay(newQuirks.chipDelay());
    }
  }

  /** The picture on the screen, without ink. */
  public synchronized PadPicture picture() {
    return screen.picture();
  }

  /** What a get of this report would answer, for tests. */
  public synchronized byte[] setting(int id) {
    return memory.get(id);
  }

  /** How often a report of the non-volatile memory was written. */
  public synchronized int writes(int id) {
    return memory.writes(id);
  }

  /** The customer presses a key of the pad's own: heard in signature mode only (report 99). */
  public synchronized void key(PadButton button) {
    if (memory.get(StuReport.OPERATION_MODE)[1] != SIGNATURE_MODE) {
      return;
    }
    byte[] event = new byte[10];
    event[0] = (byte) StuReport.EVENT;
    event[1] = SIGNATURE_MODE;
    event[2] =
        switch (button) {
          case CANCEL -> 0;
          case OK -> 1;
          case CLEAR -> 2;
        };
    pen.event(event);
  }

  /** Puts it into a state, for tests of the rules. */
  synchronized void state(int other) {
    state = other;
  }

  /** The state that the status report tells. */
  private int state() {
    boolean clearing = System.nanoTime() - clearedAt < quirks.clearing().toNanos();
    return clearing ? StuReport.STATE_IMAGE : state;
  }

  @Override
  public byte[] reportDescriptor() {
    return StuDescriptor.of(model.reports());
  }

  @Override
  public synchronized Optional<byte[]> getFeature(int id) {
    takeTime();
    if (quirks.silent()) {
      return Optional.empty();
    }
    byte[] answer = get(id);
    return answer.length == 0 ? Optional.empty() : Optional.of(answer);
  }

  @Override
  public synchronized boolean setFeature(byte[] report) {
    int id = report[0] & 0xFF;
    takeTime();
    if (quirks.silent()) {
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

  private void takeTime() {
    if (!quirks.answering().isZero()) {
      LockSupport.parkNanos(quirks.answering().toNanos());
    }
  }

  /** The state after switching on and after a soft reset. */
  private void reset() {
    state = StuReport.STATE_READY;
    memory.reset();
    cipher.reset();
    pen.clear();
    pen.thresholds(StuMemory.THRESHOLD_ON, StuMemory.THRESHOLD_OFF);
    pen.optionMode(0);
    screen.background(0xFFFFFF);
    blank();
  }

  /** Makes the screen white without taking time for it. */
  private void blank() {
    screen.clear();
    if (chip != null) {
      chip.onBlank(screen.bits());
    }
  }

  /** Takes a report of the host over the serial line. */
  @Override
  public synchronized void onLine(byte[] report) {
    takeTime();
    if (quirks.silent()) {
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
    if (!StuRules.mayGet(id, state())) {
      lastResult = StuReport.ERROR_WRONG_STATE;
      return new byte[0];
    }
    byte[] lie = quirks.lies().get(id);
    byte[] answer = lie == null ? truth(id) : lie.clone();
    if (answer.length == 0) {
      lastResult = StuReport.ERROR_WRONG_REPORT;
    }
    return answer;
  }

  private byte[] truth(int id) {
    return switch (id) {
      case StuReport.STATUS ->
          new byte[] {StuReport.STATUS, (byte) state(), (byte) lastResult, 0, 0};
      case StuReport.ENCRYPTION_COMMAND -> cipher.command();
      case StuReport.ENCRYPTION_STATUS -> cipher.status();
      default -> facts.answer(id).orElseGet(() -> memory.get(id));
    };
  }

  /** Error code for a report that the host sets; applies it when it is none. */
  private int set(int id, byte[] report) {
    if (!model.reports().containsKey(id)) {
      return StuReport.ERROR_WRONG_REPORT;
    }
    if (!StuRules.maySet(id, state())) {
      return StuReport.ERROR_WRONG_STATE;
    }
    return switch (id) {
      case StuReport.RESET -> exact(report, 2) && report[1] <= 1 ? ok(this::reset) : bad();
      case StuReport.CLEAR_SCREEN -> exact(report, 2) ? ok(this::clear) : bad();
      case StuReport.CLEAR_SCREEN_AREA -> clearArea(report);
      case StuReport.INKING_AREA -> area(report);
      case StuReport.START_IMAGE, StuReport.START_IMAGE_AREA -> startImage(report);
      case StuReport.IMAGE_BLOCK -> screen.block(report);
      case StuReport.END_IMAGE -> endImage(report);
      case StuReport.START_CAPTURE -> startCapture(report);
      case StuReport.END_CAPTURE -> exact(report, 2) ? ok(this::endCapture) : bad();
      case StuReport.ENCRYPTION_COMMAND -> cipher.take(report);
      case StuReport.CHIP_IN -> mailbox == null ? StuReport.ERROR_WRONG_REPORT : packet(report);
      default -> ROM_IMAGES.contains(id) ? StuReport.ERROR_NO_ROM_IMAGE : memory.set(report);
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

  private void clear() {
    clearedAt = System.nanoTime();
    blank();
  }

  private int clearArea(byte[] report) {
    if (!exact(report, 11)) {
      return bad();
    }
    if (!screen.inside(report, 3)) {
      return StuReport.ERROR_WRONG_AREA;
    }
    screen.clear(SimulatedScreen.areaOf(report, 3));
    return StuReport.OK;
  }

  private int area(byte[] report) {
    if (!exact(report, 9)) {
      return bad();
    }
    return screen.inside(report, 1) ? memory.set(report) : StuReport.ERROR_WRONG_AREA;
  }

  private int startImage(byte[] report) {
    int error = screen.start(report);
    if (error == StuReport.OK) {
      state = StuReport.STATE_IMAGE;
    }
    return error;
  }

  private int startCapture(byte[] report) {
    // Which code a pad without a key gives is not known.
    if (!exact(report, 5) || !cipher.ready()) {
      return bad();
    }
    int session = 0;
    for (int i = 1; i < 5; i++) {
      session = session << 8 | report[i] & 0xFF;
    }
    state = StuReport.STATE_CAPTURE;
    pen.encrypt(cipher::seal, session);
    return StuReport.OK;
  }

  private void endCapture() {
    state = StuReport.STATE_READY;
    pen.clear();
  }

  private int endImage(byte[] report) {
    if (!exact(report, 2)) {
      return bad();
    }
    state = StuReport.STATE_READY;
    if (report[1] != 0) {
      return StuReport.OK;
    }
    int error = screen.commit();
    if (error != StuReport.OK) {
      return error;
    }
    if (quirks.otherPicture()) {
      screen.falsify();
    }
    return chip == null || chip.onPicture(screen.bits()) ? StuReport.OK : bad();
  }

  private int packet(byte[] report) {
    return exact(report, 65) ? StuReport.OK : bad();
  }

  /** What happens once the answer is out. */
  private void after(int id, byte[] report) {
    switch (id) {
      case StuReport.CHIP_IN -> {
        if (mailbox != null) {
          mailbox.onPacket(Arrays.copyOfRange(report, 1, report.length));
        }
      }
      case StuReport.PEN_OPTION_MODE -> pen.optionMode(report[1]);
      case StuReport.INK_THRESHOLD ->
          pen.thresholds(SimulatedScreen.little(report, 1), SimulatedScreen.little(report, 3));
      case StuReport.REPORT_RATE -> reset();
      case StuReport.BACKGROUND ->
          screen.background(SimulatedScreen.rgb565(SimulatedScreen.little(report, 1)));
      case StuReport.BACKGROUND_24 ->
          screen.background(SimulatedScreen.little(report, 1) | (report[3] & 0xFF) << 16);
      case StuReport.ENCRYPTION_COMMAND -> {
        if (report[1] == StuEncryption.GENERATE) {
          out.accept(cipher.status());
        }
      }
      case StuReport.INKING_MODE -> {
        if (report[1] == 1) {
          onDrawing.run();
        }
      }
      default -> {
        // Nothing more.
      }
    }
  }
}
