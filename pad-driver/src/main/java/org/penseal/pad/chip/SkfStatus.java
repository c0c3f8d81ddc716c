// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

/**
 * Return codes of the SKF interface (GM/T 0016) by their names there, and what status words of a
 * chip (ISO/IEC 7816-4, 5.6) stand for among them.
 *
 * <p>Names and numbers agree in two published headers; which status word stands for which code is
 * this project's choice.
 */
public enum SkfStatus {
  SAR_OK(0),
  SAR_FAIL(0x0A000001),
  SAR_UNKNOWNERR(0x0A000002),
  SAR_NOTSUPPORTYETERR(0x0A000003),
  SAR_FILEERR(0x0A000004),
  SAR_INVALIDHANDLEERR(0x0A000005),
  SAR_INVALIDPARAMERR(0x0A000006),
  SAR_READFILEERR(0x0A000007),
  SAR_WRITEFILEERR(0x0A000008),
  SAR_NAMELENERR(0x0A000009),
  SAR_KEYUSAGEERR(0x0A00000A),
  SAR_MODULUSLENERR(0x0A00000B),
  SAR_NOTINITIALIZEERR(0x0A00000C),
  SAR_OBJERR(0x0A00000D),
  SAR_MEMORYERR(0x0A00000E),
  SAR_TIMEOUTERR(0x0A00000F),
  SAR_INDATALENERR(0x0A000010),
  SAR_INDATAERR(0x0A000011),
  SAR_GENRANDERR(0x0A000012),
  SAR_HASHOBJERR(0x0A000013),
  SAR_HASHERR(0x0A000014),
  SAR_GENRSAKEYERR(0x0A000015),
  SAR_HASHNOTEQUALERR(0x0A00001A),
  SAR_KEYNOTFOUNTERR(0x0A00001B),
  SAR_CERTNOTFOUNTERR(0x0A00001C),
  SAR_NOTEXPORTERR(0x0A00001D),
  SAR_DECRYPTPADERR(0x0A00001E),
  SAR_MACLENERR(0x0A00001F),
  SAR_BUFFER_TOO_SMALL(0x0A000020),
  SAR_KEYINFOTYPEERR(0x0A000021),
  SAR_NOT_EVENTERR(0x0A000022),
  SAR_DEVICE_REMOVED(0x0A000023),
  SAR_PIN_INCORRECT(0x0A000024),
  SAR_PIN_LOCKED(0x0A000025),
  SAR_PIN_INVALID(0x0A000026),
  SAR_PIN_LEN_RANGE(0x0A000027),
  SAR_USER_ALREADY_LOGGED_IN(0x0A000028),
  SAR_USER_PIN_NOT_INITIALIZED(0x0A000029),
  SAR_USER_TYPE_INVALID(0x0A00002A),
  SAR_APPLICATION_NAME_INVALID(0x0A00002B),
  SAR_APPLICATION_EXISTS(0x0A00002C),
  SAR_USER_NOT_LOGGED_IN(0x0A00002D),
  SAR_APPLICATION_NOT_EXISTS(0x0A00002E),
  SAR_FILE_ALREADY_EXIST(0x0A00002F),
  SAR_NO_ROOM(0x0A000030),
  SAR_FILE_NOT_EXIST(0x0A000031);

  private final int code;

  SkfStatus(int code) {
    this.code = code;
  }

  /** The number, 0 or 0A000001 and up. */
  public int code() {
    return code;
  }

  /** The name of a number; {@link #SAR_UNKNOWNERR} when there is none. */
  public static SkfStatus ofCode(int code) {
    for (SkfStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    return SAR_UNKNOWNERR;
  }

  /**
   * What a status word stands for.
   *
   * @param statusWord two bytes, e.g. 0x6985
   */
  public static SkfStatus ofStatusWord(int statusWord) {
    if ((statusWord & 0xFFF0) == 0x63C0) {
      return (statusWord & 0x0F) == 0 ? SAR_PIN_LOCKED : SAR_PIN_INCORRECT;
    }
    return switch (statusWord) {
      case 0x9000 -> SAR_OK;
      case 0x6300 -> SAR_PIN_INCORRECT;
      case 0x6581 -> SAR_WRITEFILEERR;
      case 0x6700 -> SAR_INDATALENERR;
      case 0x6982 -> SAR_USER_NOT_LOGGED_IN;
      case 0x6983 -> SAR_PIN_LOCKED;
      case 0x6984, 0x6985 -> SAR_KEYUSAGEERR;
      case 0x6A80 -> SAR_INDATAERR;
      case 0x6A81, 0x6D00, 0x6E00 -> SAR_NOTSUPPORTYETERR;
      case 0x6A82 -> SAR_APPLICATION_NOT_EXISTS;
      case 0x6A84 -> SAR_NO_ROOM;
      case 0x6A86, 0x6B00 -> SAR_INVALIDPARAMERR;
      case 0x6A88 -> SAR_KEYNOTFOUNTERR;
      default -> SAR_UNKNOWNERR;
    };
  }
}
