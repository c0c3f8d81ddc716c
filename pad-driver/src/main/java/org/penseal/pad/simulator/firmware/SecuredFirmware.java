// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.firmware;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.link.HidRecord;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.link.LinkSession;
import org.penseal.pad.link.PadHandshake;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.chip.SimulatedChip;

/**
 * The firmware of a pad whose link can be secured (docs/secure-link.md): clear until a host asks
 * for a link, then sealed; silent when a record does not fit, until somebody asks again. It answers
 * by the way on which the host confirmed, serial or HID.
 */
public final class SecuredFirmware implements Firmware {
  /** What a pad says of itself to everybody: its next host must recognise it. */
  private static final Set<Integer> PUBLIC =
      Set.of(
          StuReport.STATUS,
          StuReport.INFORMATION,
          StuReport.CAPABILITY,
          StuReport.UID,
          StuReport.UID2,
          StuReport.ESERIAL,
          StuReport.SIZES);

  private enum State {
    CLEAR,
    SECURED,
    SILENT
  }

  private final int handshakeBytes;
  private final int recordBytes;
  private final SimulatedChip chip;
  private final PadHandshake handshake;
  private final Consumer<byte[]> answers;
  private final ThreadLocal<Boolean> clearly = ThreadLocal.withInitial(() -> false);
  private volatile @Nullable Firmware inner;
  private State state = State.CLEAR;
  private boolean overHid;
  private @Nullable LinkSession session;
  private byte[] answer = new byte[0];
  private int answered;

  /**
   * Around the firmware that {@link #around} names.
   *
   * @param reports lengths of the pad's reports by their ids; without C2 and C5 there is no link
   *     over HID
   * @param answers brings answers to the host
   */
  public SecuredFirmware(
      Map<Integer, Integer> reports,
      SimulatedChip chip,
      PadHandshake handshake,
      Consumer<byte[]> answers) {
    this.handshakeBytes = reports.getOrDefault(LinkReport.HANDSHAKE, 0);
    this.recordBytes = reports.getOrDefault(LinkReport.FROM_PAD, 0);
    this.chip = chip;
    this.handshake = handshake;
    this.answers = answers;
  }

  /** The firmware that does the work; its reports go out through {@link #outward}. */
  public void around(Firmware firmware) {
    inner = firmware;
  }

  private Firmware inner() {
    Firmware firmware = inner;
    if (firmware == null) {
      throw new IllegalStateException("secured firmware without its firmware");
    }
    return firmware;
  }

  /** Seals what goes out there, in the order in which it goes. */
  public Consumer<byte[]> outward(Consumer<byte[]> carrier) {
    return report -> send(carrier, report);
  }

  private synchronized void send(Consumer<byte[]> carrier, byte[] report) {
    LinkSession secured = session;
    if (state == State.CLEAR || clearly.get()) {
      carrier.accept(report);
    } else if (secured != null) {
      carrier.accept(record(secured, report));
    }
  }

  private byte[] record(LinkSession secured, byte[] report) {
    if (!overHid) {
      return secured.out().seal(report);
    }
    boolean fits = report.length <= HidRecord.room(recordBytes);
    byte[] sent = fits ? report : refusal(StuReport.ERROR_WRONG_REPORT);
    return HidRecord.wrap(secured.out().seal(sent), recordBytes);
  }

  @Override
  public void onLine(byte[] message) {
    int id = message[0] & 0xFF;
    if (id == LinkReport.HANDSHAKE && message.length > 1) {
      clearHandshake(message);
    } else if (id == StuReport.GET
        && message.length > 1
        && (message[1] & 0xFF) == LinkReport.HANDSHAKE) {
      answers.accept(answer.length == 0 ? refusal(StuReport.ERROR_WRONG_STATE) : answer);
    } else if (id == LinkReport.TO_PAD) {
      sealed(message);
    } else if (clear()) {
      inner().onLine(message);
    } else {
      clearWhileSecured(message);
    }
  }

  private synchronized boolean clear() {
    return state == State.CLEAR;
  }

  private static byte[] refusal(int code) {
    return new byte[] {(byte) StuReport.SET_RESULT, (byte) code};
  }

  private void clearWhileSecured(byte[] message) {
    boolean asksPublic =
        (message[0] & 0xFF) == StuReport.GET
            && message.length > 1
            && PUBLIC.contains(message[1] & 0xFF);
    if (!asksPublic) {
      answers.accept(refusal(StuReport.ERROR_WRONG_STATE));
      return;
    }
    clearly.set(true);
    try {
      inner().onLine(message);
    } finally {
      clearly.set(false);
    }
  }

  private void sealed(byte[] record) {
    byte[] report;
    synchronized (this) {
      LinkSession secured = session;
      if (secured == null) {
        return;
      }
      try {
        report = secured.in().open(record);
      } catch (PadException.LinkBroken e) {
        drop(State.SILENT);
        return;
      }
    }
    if ((report[0] & 0xFF) == LinkReport.HANDSHAKE) {
      send(answers, refusal(StuReport.OK));
      end();
    } else {
      inner().onLine(report);
    }
  }

  private void end() {
    synchronized (this) {
      drop(State.SILENT);
    }
    // As after switching on: nothing of the last host stays on the screen.
    inner().onLine(new byte[] {StuReport.RESET, 0});
    synchronized (this) {
      state = State.CLEAR;
    }
  }

  private void drop(State next) {
    session = null;
    state = next;
    answer = new byte[0];
    chip.linkLost();
  }

  private void clearHandshake(byte[] message) {
    switch (message[1]) {
      case LinkReport.END -> {
        end();
        answers.accept(refusal(StuReport.OK));
      }
      case LinkReport.HELLO -> answers.accept(refusal(hello(message)));
      case LinkReport.CONFIRM -> confirm(message, false);
      default -> answers.accept(refusal(StuReport.ERROR_BAD_PARAMETER));
    }
  }

  private synchronized int hello(byte[] message) {
    try {
      byte[] made = handshake.answer(message);
      drop(State.SILENT);
      answer = made;
      answered = 0;
      return StuReport.OK;
    } catch (PadException e) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
  }

  private synchronized boolean confirm(byte[] message, boolean hid) {
    Optional<LinkSession> agreed = handshake.confirmed(message);
    answer = new byte[0];
    if (!hid) {
      answers.accept(refusal(agreed.isPresent() ? StuReport.OK : StuReport.ERROR_BAD_PARAMETER));
    }
    if (agreed.isPresent()) {
      session = agreed.get();
      overHid = hid;
      state = State.SECURED;
    }
    return agreed.isPresent();
  }

  /** A step of the host over HID; false is answered by a stall. */
  private boolean handshakeOverHid(byte[] message) {
    return switch (message.length > 1 ? message[1] : -1) {
      case LinkReport.END -> {
        end();
        yield true;
      }
      case LinkReport.HELLO -> hello(message) == StuReport.OK;
      case LinkReport.CONFIRM -> confirm(message, true);
      default -> false;
    };
  }

  @Override
  public byte[] reportDescriptor() {
    return inner().reportDescriptor();
  }

  @Override
  public Optional<byte[]> getFeature(int id) {
    if (id == LinkReport.HANDSHAKE) {
      return nextPiece();
    }
    return clear() || PUBLIC.contains(id) ? inner().getFeature(id) : Optional.empty();
  }

  private synchronized Optional<byte[]> nextPiece() {
    if (answered >= answer.length || handshakeBytes == 0) {
      return Optional.empty();
    }
    byte[] piece = HidRecord.piece(answer, answered, handshakeBytes);
    answered += HidRecord.answerBytes(handshakeBytes);
    return Optional.of(piece);
  }

  @Override
  public boolean setFeature(byte[] report) {
    int id = report[0] & 0xFF;
    if (id == LinkReport.HANDSHAKE) {
      return handshakeBytes > 0 && handshakeOverHid(HidRecord.trim(report));
    }
    if (id == LinkReport.TO_PAD) {
      sealed(HidRecord.unwrap(report).orElse(report));
      return true;
    }
    return clear() && inner().setFeature(report);
  }

  @Override
  public void powerLoss() {
    inner().powerLoss();
  }
}
