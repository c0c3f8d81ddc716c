// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.CommandApdu;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.TestStand;

/** Sends commands as bytes, so that wrong ones can be sent too, and compares status words. */
final class Probe {
  static final int CLA = 0xB0;
  static final int INFO = 0x10;
  static final int DEVICE_CERTIFICATE = 0x12;
  static final int WAIT = 0x14;
  static final int VERIFY_PIN = 0x20;
  static final int BEGIN_CASE = 0x30;
  static final int BEGIN_CAPTURE = 0x32;
  static final int GENERATE = 0x40;
  static final int STATEMENT = 0x42;
  static final int REQUEST = 0x44;
  static final int SIGN = 0x46;
  static final int CANCEL = 0x4E;
  static final int DATA_KEY = 0x50;
  static final int ENCRYPT = 0x52;
  static final int DECRYPT = 0x54;

  static final byte[] NONE = new byte[0];
  private static final int LONG_ANSWER = 0x10000;

  private final TestStand stand;
  private final CheckResults findings;

  Probe(TestStand stand, CheckResults findings) {
    this.stand = stand;
    this.findings = findings;
  }

  /**
   * An answer.
   *
   * @param status status word in four hexadecimal digits
   * @param data what came before it
   */
  record Answer(String status, ByteString data) {
    boolean done() {
      return status.equals("9000");
    }

    byte[] bytes() {
      return data.bytes();
    }
  }

  /** A step that the following ones need did not work: the rest of the group cannot be tried. */
  static final class Stuck extends Exception {
    @Serial private static final long serialVersionUID = 1;

    Stuck(String step) {
      super(step, null, false, false);
    }
  }

  /** State bytes of INFO, read leniently. */
  record State(int key, int flags, int triesLeft) {
    boolean caseOpen() {
      return (flags & 1) != 0;
    }

    boolean confirmed() {
      return (flags & 2) != 0;
    }

    boolean dataKey() {
      return (flags & 4) != 0;
    }
  }

  Answer transmit(byte[] apdu) throws PadException {
    byte[] answer = stand.pad().secureElement().transmit(apdu);
    if (answer.length < 2) {
      return new Answer("none", ByteString.of(NONE));
    }
    int end = answer.length - 2;
    String status = "%02x%02x".formatted(answer[end] & 0xFF, answer[end + 1] & 0xFF);
    return new Answer(status, ByteString.of(Arrays.copyOf(answer, end)));
  }

  Answer send(int ins, byte[] data) throws PadException {
    return send(ins, 0, data);
  }

  Answer send(int ins, int p1, byte[] data) throws PadException {
    return transmit(new CommandApdu(CLA, ins, p1, 0, ByteString.of(data), LONG_ANSWER).encode());
  }

  /** Expects a status word of a command. */
  void expect(Check check, String command, String status, Answer answer) {
    findings.expect(check, command + " " + status, command + " " + answer.status());
  }

  /** Expects that the command is refused in this state. */
  void refused(Check check, String command, int ins, byte[] data) throws PadException {
    expect(check, command, "6985", send(ins, data));
  }

  /** Does what the following steps need. */
  byte[] must(String step, int ins, byte[] data) throws PadException, Stuck {
    Answer answer = send(ins, data);
    if (!answer.done()) {
      throw new Stuck(step + " gave " + answer.status());
    }
    return answer.bytes();
  }

  void openPin() throws PadException, Stuck {
    must("VERIFY PIN", VERIFY_PIN, stand.pin());
  }

  State state() throws PadException, Stuck {
    byte[] info = must("INFO", INFO, NONE);
    if (info.length < 4) {
      throw new Stuck("INFO is too short");
    }
    ByteBuffer in = ByteBuffer.wrap(info);
    in.get();
    return new State(in.get() & 0xFF, in.get() & 0xFF, in.get() & 0xFF);
  }

  CheckResults findings() {
    return findings;
  }

  TestStand stand() {
    return stand;
  }
}
