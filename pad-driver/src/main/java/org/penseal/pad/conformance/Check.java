// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance;

import java.util.Locale;

/** Every check, with the section of docs/chip-protocol.md that it holds a chip to. */
public enum Check {
  PIN_REQUIRED("PIN", "no case begins before the PIN was verified"),
  PIN_SHORT("PIN", "a PIN of 7 bytes is refused as of wrong length"),
  PIN_LONG("PIN", "a PIN of 17 bytes is refused as of wrong length"),
  PIN_COUNTS("PIN", "a wrong PIN costs one try and says how many are left"),
  PIN_RESTORES("PIN", "the right PIN opens the chip and gives the tries back"),
  PIN_WHOLE("PIN", "a PIN of which only the beginning is right is a wrong one"),
  PIN_TRIES_KEPT("PIN", "a try that was used stays used over a loss of power"),
  PIN_BLOCKED("PIN", "without tries left even the right PIN is refused"),

  TRANSPORT_INIT("Transport", "INIT repeats the nonce and gives a channel"),
  TRANSPORT_RESYNC("Transport", "INIT on a channel drops what was half received"),
  TRANSPORT_BAD_CHANNEL("Transport", "a channel that was not given out is refused"),
  TRANSPORT_SEQUENCE("Transport", "a continuation out of order is refused"),
  TRANSPORT_OVERSIZE("Transport", "a message that is too long is refused"),
  TRANSPORT_UNKNOWN_COMMAND("Transport", "a command that is not known is refused"),
  TRANSPORT_KEEPALIVE("Transport", "a command that runs says so every 100 ms"),
  TRANSPORT_BUSY("Transport", "a second command is refused while one runs"),
  TRANSPORT_CANCEL("Transport", "CANCEL stops WAIT"),

  STATUS_CLASS("Commands", "another class is refused with 6E00"),
  STATUS_INSTRUCTION("Commands", "every instruction that is not in the table gives 6D00"),
  STATUS_PARAMETERS("Commands", "other P1 and P2 are refused with 6A86"),
  STATUS_LENGTH("Commands", "wrong lengths are refused with 6700"),
  INFO("Commands", "INFO has 18 bytes, version 1 and possible values"),

  CERTIFICATE_USAGE("Device certificate", "key usage digitalSignature and not a CA"),
  CERTIFICATE_PURPOSE("Device certificate", "critical extended key usage for chip statements"),
  CERTIFICATE_SUBJECT("Device certificate", "subject with serial number and model of the pad"),
  CERTIFICATE_CHAIN("Device certificate", "issued by a device authority that is trusted"),

  LINK_CERTIFICATE(
      "Device certificate", "the link has a certificate of its own, for key agreement"),
  LINK_CHAIN("Device certificate", "the link's certificate is of a trusted device authority too"),

  STATE_NO_CASE("States", "without a case every command of a case is refused"),
  STATE_NO_KEY("States", "without a key no statement, request or signature"),
  CHALLENGE_LENGTH("States", "a challenge of 15 or 33 bytes is refused"),
  GENERATE_ONCE("States", "a second one-time key beside the first is refused"),
  CASE_REPLACED("States", "BEGIN CASE drops an earlier case and its key"),
  STATEMENT_NEEDS_CONFIRM("States", "no statement without the press on OK"),
  CONFIRM_NEEDS_INK("States", "a press on OK before anything was written confirms nothing"),
  CONFIRM_TAKEN_BACK("States", "BEGIN CAPTURE takes an earlier confirm back"),
  REQUEST_NEEDS_STATEMENT("States", "no request before the statement"),
  STATEMENT_ONCE("States", "a second statement is refused"),
  CAPTURE_AFTER_STATEMENT("States", "no new capture after the statement"),
  SIGN_NEEDS_REQUEST("States", "no signature before the request"),
  REQUEST_OTHER_KEY("States", "a request for another key is refused, the right one still signed"),
  REQUEST_ONCE("States", "a second request is refused"),
  SIGN_ATTRIBUTES("States", "attributes without a message digest are refused"),
  SIGN_ONCE("States", "a second signature is refused"),
  KEY_DESTROYED("States", "after SIGN the key is SIGNED and the case over"),
  CANCEL_DESTROYS_KEY("States", "after CANCEL the key is GONE and signs nothing"),
  PRESS_CANCEL_DESTROYS_KEY("States", "a press on CANCEL ends the case, the key is GONE"),
  TIMEOUT_DESTROYS_KEY("States", "after 10 minutes the case is over, the key GONE"),
  LINK_END_DESTROYS_KEY("States", "when the link ends case, key and the opened PIN are lost"),
  POWER_DESTROYS_KEY("States", "without power case, keys and the opened PIN are lost"),

  STATEMENT_FORM("Statement", "the statement is DER of version 1"),
  STATEMENT_DEVICE("Statement", "model, serial number and firmware are those of the pad"),
  STATEMENT_CHALLENGE("Statement", "the challenge is that of the case"),
  STATEMENT_KEY("Statement", "the one-time key is the one that GENERATE gave"),
  STATEMENT_PEN_DIGEST("Statement", "the pen digest is that of the reports received"),
  STATEMENT_REPORTS("Statement", "the count of reports is that of the reports received"),
  STATEMENT_ATTEMPTS("Statement", "every capture of the case counts as an attempt"),
  STATEMENT_PICTURES("Statement", "the pictures are those that were sent, in order"),
  STATEMENT_CONFIRM_AREA("Statement", "the area of OK is that of the standard layout"),
  STATEMENT_CONFIRM_TIME("Statement", "the time of the press is within two minutes of the host's"),
  STATEMENT_CONFIRM_SCREEN("Statement", "the screen at the press is the latest picture"),
  STATEMENT_MANIFEST("Statement", "the manifest digest is the one given"),
  STATEMENT_COUNTER("Statement", "the counter grows by one, also over a loss of power"),
  STATEMENT_SIGNATURE("Statement", "the device certificate's key signed the statement"),
  STATEMENT_CERTIFICATE("Statement", "the certificate in it is the device certificate"),

  REQUEST_SIGNATURE("Signatures", "the request's signature is SM2 over SM3(Z || data)"),
  SIGN_SIGNATURE("Signatures", "the document's signature is SM2 over SM3(Z || data)"),
  SIGN_PARTS("Signatures", "attributes in parts give one signature over the whole"),
  SIGN_PARTS_DROPPED("Signatures", "another command between two parts drops them"),
  NONCE_FRESH("Signatures", "no two signatures share their random number"),
  KEY_FRESH("Signatures", "every case has another one-time key"),

  DATA_PIN("Data", "no data key before the PIN was verified"),
  DATA_NO_KEY("Data", "without a data key nothing is encrypted"),
  DATA_SM4("Data", "an imported key encrypts as SM4-GCM"),
  DATA_IV("Data", "every encryption has another IV"),
  DATA_ROUND_TRIP("Data", "what was encrypted is decrypted, up to the largest size"),
  DATA_KEY_REPLACED("Data", "a key made inside takes the place of the imported one"),
  DATA_ALTERED("Data", "altered data, IV or associated data are refused with 6A80"),
  DATA_TAG("Data", "a tag that is right but for its last byte is refused with 6A80");

  private final String section;
  private final String title;

  Check(String section, String title) {
    this.section = section;
    this.title = title;
  }

  /** The stable name, e.g. {@code sign-once}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Heading of its section in docs/chip-protocol.md. */
  public String section() {
    return section;
  }

  /** What a chip must do. */
  public String title() {
    return title;
  }
}
