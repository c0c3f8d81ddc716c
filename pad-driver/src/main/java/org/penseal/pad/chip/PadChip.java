// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.SecureElement;

/**
 * The typed commands of the open pad chip protocol (docs/chip-protocol.md) over a secure element.
 *
 * <p>Order of a case: {@link #verifyPin}, {@link #beginCase}, pictures and {@code
 * Pad.startCapture}, pen and OK, {@link #generate}, {@link #statement}, {@link #request}, {@link
 * #sign}. A command out of order is refused with status word 6985 ({@link
 * PadException.ChipRefused}); the chip then stays as it was. Thread: any, as {@link SecureElement}.
 */
public final class PadChip {
  static final int CLA = 0xB0;
  static final int INFO = 0x10;
  static final int DEVICE_CERTIFICATE = 0x12;
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

  /** Most bytes that one ENCRYPT takes. */
  public static final int LARGEST_PLAIN_BYTES = 4096;

  private static final int LARGEST_ASSOCIATED_BYTES = 256;
  private static final int SHORTEST_PIN = 8;
  private static final int LONGEST_PIN = 16;
  private static final int LENGTH = 0x6700;

  private static final int LONG_ANSWER = 0x10000;

  // P1 of a part of SIGN that is not the last one.
  private static final int MORE = 1;
  private static final int PART_BYTES = 7_000;

  private final SecureElement element;

  /** Commands over this element, whose owner closes it. */
  public PadChip(SecureElement element) {
    this.element = element;
  }

  /**
   * Beginning of a capture.
   *
   * @param attempt number of this capture in the case, from 1
   * @param firstSequence raw 16-bit sequence of the first pen report that belongs to it
   */
  public record CaptureStart(int attempt, int firstSequence) {}

  /** State of the chip and of its case. */
  public ChipInfo info() throws PadException {
    return ChipInfo.decode(command(INFO, new byte[0], 256));
  }

  /** The certificate that the maker of the device gave to its device key. */
  public X509Certificate deviceCertificate() throws PadException {
    byte[] der = command(DEVICE_CERTIFICATE, new byte[0], LONG_ANSWER);
    return Certificates.read(der);
  }

  /**
   * Opens the chip for this session, until power loss.
   *
   * @param pin 8..16 bytes, else it is refused here and not sent; the caller wipes it
   * @throws PadException.WrongPin when it is wrong and tries are left
   * @throws PadException.PinBlocked when no tries are left
   */
  public void verifyPin(byte[] pin) throws PadException {
    if (pin.length < SHORTEST_PIN || pin.length > LONGEST_PIN) {
      // A secret of another length is no PIN of this chip: it stays here and costs no try.
      throw new PadException.ChipRefused(
          LENGTH, SkfStatus.SAR_PIN_LEN_RANGE.code(), "a PIN has 8 to 16 bytes");
    }
    command(VERIFY_PIN, pin, 0);
  }

  /**
   * Begins a case; an earlier one that was not finished is dropped and its key destroyed.
   *
   * @param challenge 16..32 fresh random bytes, which the statement repeats
   */
  public void beginCase(byte[] challenge) throws PadException {
    command(BEGIN_CASE, challenge, 0);
  }

  /**
   * Begins the digest over the pen reports. {@code Pad.startCapture} and {@code Pad.restartCapture}
   * do this themselves.
   */
  public CaptureStart beginCapture() throws PadException {
    byte[] answer = command(BEGIN_CAPTURE, new byte[0], 256);
    if (answer.length != 4) {
      throw new PadException.Malformed("capture start", null);
    }
    return new CaptureStart(
        ((answer[0] & 0xFF) << 8) | (answer[1] & 0xFF),
        ((answer[2] & 0xFF) << 8) | (answer[3] & 0xFF));
  }

  /** Makes the one-time key of the case and gives the DER of its SubjectPublicKeyInfo. */
  public byte[] generate() throws PadException {
    return command(GENERATE, new byte[0], 256);
  }

  /**
   * The chip's statement on this case. Its signature and that it is about this case are for the
   * caller to check.
   *
   * @param manifestDigest SM3 of the frozen manifest, 32 bytes
   */
  public ChipStatement statement(byte[] manifestDigest) throws PadException {
    return ChipStatement.decode(command(STATEMENT, manifestDigest, LONG_ANSWER));
  }

  /**
   * Signs a certificate request with the one-time key: once.
   *
   * @param certificationRequestInfo DER (PKCS#10, RFC 2986), at most 7,000 bytes, that holds this
   *     very public key
   * @return SM2 signature, DER SEQUENCE { r, s }
   */
  public byte[] request(byte[] certificationRequestInfo) throws PadException {
    return command(REQUEST, certificationRequestInfo, 256);
  }

  /**
   * Signs with the one-time key, once, and destroys it.
   *
   * @param signedAttributes DER of the SET OF attributes of a CMS signature, with a message digest
   *     of 32 bytes among them, at most 1 MiB; sent in parts when they do not fit in one message
   * @return SM2 signature, DER SEQUENCE { r, s }
   */
  public byte[] sign(byte[] signedAttributes) throws PadException {
    int sent = 0;
    while (signedAttributes.length - sent > PART_BYTES) {
      command(SIGN, MORE, Arrays.copyOfRange(signedAttributes, sent, sent + PART_BYTES), 0);
      sent += PART_BYTES;
    }
    byte[] last = Arrays.copyOfRange(signedAttributes, sent, signedAttributes.length);
    return command(SIGN, 0, last, 256);
  }

  /** Has the chip make an SM4 key for data inside, where it stays until power loss. */
  public void makeDataKey() throws PadException {
    command(DATA_KEY, new byte[0], 0);
  }

  /**
   * Gives the chip an SM4 key for data, in place of the one that it has.
   *
   * @param key 16 bytes; the caller wipes them
   */
  public void importDataKey(byte[] key) throws PadException {
    command(DATA_KEY, key, 0);
  }

  /**
   * Encrypts with SM4-GCM under the chip's data key and an IV that the chip draws.
   *
   * @param associated what is authenticated too, at most 256 bytes
   * @param plain at most 4096 bytes
   * @return IV (12), as many bytes as {@code plain}, tag (16)
   */
  public byte[] encrypt(byte[] associated, byte[] plain) throws PadException {
    return command(ENCRYPT, withAssociated(associated, plain), LONG_ANSWER);
  }

  /**
   * Decrypts what {@link #encrypt} made.
   *
   * @throws PadException.ChipRefused with 6A80 when anything was changed
   */
  public byte[] decrypt(byte[] associated, byte[] sealed) throws PadException {
    return command(DECRYPT, withAssociated(associated, sealed), LONG_ANSWER);
  }

  private static byte[] withAssociated(byte[] associated, byte[] text) throws PadException {
    if (associated.length > LARGEST_ASSOCIATED_BYTES) {
      throw new PadException.ChipRefused(
          LENGTH, SkfStatus.SAR_INDATALENERR.code(), "associated data of more than 256 bytes");
    }
    return ByteBuffer.allocate(2 + associated.length + text.length)
        .putShort((short) associated.length)
        .put(associated)
        .put(text)
        .array();
  }

  /** Drops the case, if one is open, and destroys its key. */
  public void cancel() throws PadException {
    command(CANCEL, new byte[0], 0);
  }

  private byte[] command(int ins, byte[] data, int expected) throws PadException {
    return command(ins, 0, data, expected);
  }

  private byte[] command(int ins, int p1, byte[] data, int expected) throws PadException {
    CommandApdu apdu = new CommandApdu(CLA, ins, p1, 0, ByteString.of(data), expected);
    byte[] answer = element.transmit(apdu.encode());
    int dataLength = answer.length - 2;
    if (dataLength < 0) {
      throw new PadException.Malformed("response APDU", null);
    }
    int statusWord = ((answer[dataLength] & 0xFF) << 8) | (answer[dataLength + 1] & 0xFF);
    if (statusWord != ChipStatus.OK) {
      throw ChipStatus.error(statusWord);
    }
    return Arrays.copyOf(answer, dataLength);
  }
}
