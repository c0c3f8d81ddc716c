// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

/** Report ids and error codes of the STU family (vendor SDK; see docs/pads of the project). */
public final class StuReport {
  public static final int PEN = 0x01;
  public static final int STATUS = 0x03;
  public static final int RESET = 0x04;
  public static final int HID_INFORMATION = 0x06;
  public static final int INFORMATION = 0x08;
  public static final int CAPABILITY = 0x09;
  public static final int UID = 0x0A;
  public static final int UID2 = 0x0B;
  public static final int REPORT_RATE = 0x0D;
  public static final int RENDERING_MODE = 0x0E;
  public static final int ESERIAL = 0x0F;

  /** Pen data of an encrypted capture: session id and two bare reports in an AES block. */
  public static final int PEN_ENCRYPTED = 0x10;

  public static final int START_CAPTURE = 0x15;
  public static final int END_CAPTURE = 0x16;
  public static final int CLEAR_SCREEN = 0x20;
  public static final int INKING_MODE = 0x21;
  public static final int INK_THRESHOLD = 0x22;
  public static final int CLEAR_SCREEN_AREA = 0x23;
  public static final int START_IMAGE_AREA = 0x24;
  public static final int START_IMAGE = 0x25;
  public static final int IMAGE_BLOCK = 0x26;
  public static final int END_IMAGE = 0x27;
  public static final int PEN_COLOUR = 0x28;
  public static final int BACKGROUND = 0x29;
  public static final int INKING_AREA = 0x2A;
  public static final int BRIGHTNESS = 0x2B;
  public static final int CONTRAST = 0x2C;
  public static final int PEN_COLOUR_24 = 0x2D;
  public static final int BACKGROUND_24 = 0x2E;
  public static final int BOOT_SCREEN = 0x2F;

  /** Pen data with time or sequence (520A). */
  public static final int PEN_OPTION = 0x30;

  public static final int PEN_OPTION_MODE = 0x32;

  /** The same with time count and sequence: pen data, time, sequence, session id in a block. */
  public static final int PEN_TIME_SEQUENCE_ENCRYPTED = 0x33;

  public static final int ENCRYPTION_COMMAND = 0x40;
  public static final int ENCRYPTION_STATUS = 0x50;
  public static final int OPERATION_MODE = 0x93;
  public static final int CURRENT_IMAGE_AREA = 0x98;

  /** A key of the pad's own was pressed, in an operation mode. */
  public static final int EVENT = 0x99;

  /** The same in an encrypted capture: session id, event, three bytes of padding in a block. */
  public static final int EVENT_ENCRYPTED = 0x9A;

  /** Pen data with time count and sequence: sent in option mode 3. */
  public static final int PEN_TIME_SEQUENCE = 0x34;

  /** Serial only: asks for the report whose id follows. */
  public static final int GET = 0x80;

  /** Serial only: answer to every report that was set; an error code follows. */
  public static final int SET_RESULT = 0x81;

  /** Chip packet from the host, 64 bytes of CTAPHID (outside of the range of the STU family). */
  public static final int CHIP_IN = 0xC0;

  /** Chip packet to the host, 64 bytes of CTAPHID. */
  public static final int CHIP_OUT = 0xC1;

  /** Serial only: lengths of all reports, 256 times 16 bits big endian, index 0 not used. */
  public static final int SIZES = 0xFF;

  /** Error code: taken. */
  public static final int OK = 0x00;

  public static final int ERROR_WRONG_REPORT = 0x01;
  public static final int ERROR_WRONG_STATE = 0x02;
  public static final int ERROR_BAD_PARAMETER = 0x04;
  public static final int ERROR_WRONG_ENCODING = 0x10;
  public static final int ERROR_IMAGE_TOO_LONG = 0x11;
  public static final int ERROR_ZLIB = 0x12;
  public static final int ERROR_WRONG_AREA = 0x15;

  public static final int ERROR_NO_ROM_IMAGE = 0x20;

  /** State in report 03. */
  public static final int STATE_READY = 0;

  public static final int STATE_IMAGE = 1;

  /** Of an encrypted capture. */
  public static final int STATE_CAPTURE = 2;

  public static final int STATE_CALCULATION = 3;
  public static final int STATE_ROM_BUSY = 5;

  /** Whether a pad sends this report without being asked, and never as an answer. */
  public static boolean comesByItself(int id) {
    return switch (id) {
      case PEN,
          PEN_ENCRYPTED,
          PEN_OPTION,
          PEN_TIME_SEQUENCE_ENCRYPTED,
          PEN_TIME_SEQUENCE,
          EVENT,
          EVENT_ENCRYPTED,
          CHIP_OUT ->
          true;
      default -> false;
    };
  }

  private StuReport() {}
}
