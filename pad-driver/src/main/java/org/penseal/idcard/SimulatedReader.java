// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual ID-card reader without its cable: bytes of the SDT protocol in, bytes out, with a card
 * on it or without one, and with faults. Its reader number says that it is simulated. Any thread.
 */
public final class SimulatedReader {
  /** The 16 bytes of its reader number: {@code SIMULATED-READER} in ASCII. */
  static final byte[] NUMBER = HexFormat.of().parseHex("53494D554C415445442D524541444552");

  // Looks like a frame of 2,817 bytes, so that what follows seems to be within it.
  private static final byte[] NOISE = HexFormat.of().parseHex("00FFAAAAAAAA96690B013001");

  /** What goes wrong. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** Answers to reading have a wrong checksum. */
    BAD_CHECKSUM,
    /** Takes commands and answers none. */
    SILENT,
    /** Reader and card do not authenticate each other. */
    FALSE_CARD,
    /** The data of reading is shorter than its own lengths say. */
    WRONG_LENGTH,
    /** Answers to reading break off in the middle. */
    CUT_SHORT,
    /** Bytes come before every answer, with the beginning of a frame among them. */
    NOISE,
    /** The card is taken away after it was selected. */
    REMOVED
  }

  private final SdtFrame.Decoder decoder = new SdtFrame.Decoder();
  private final Map<Integer, Integer> refusals = new HashMap<>();
  private @Nullable ReadCard card;
  private @Nullable String address;
  private int baud = IdCardReader.SPEEDS.getFirst();
  private boolean wasRead;
  private boolean found;
  private boolean selected;
  private Fault fault = Fault.NONE;

  /** Lays a card on; another one that lies there is taken away. */
  public synchronized void lay(ReadCard newCard) {
    remove();
    card = newCard;
  }

  /** Lays a card on whose holder moved since it was printed. */
  public synchronized void lay(ReadCard newCard, String latestAddress) {
    lay(newCard);
    address = latestAddress;
  }

  /** Takes the card away. */
  public synchronized void remove() {
    card = null;
    address = null;
    wasRead = false;
    found = false;
    selected = false;
  }

  /** What goes wrong from now on. */
  public synchronized void fault(Fault newFault) {
    fault = newFault;
  }

  /**
   * Answers a command with a status from now on.
   *
   * @param command command and parameter, e.g. 0x2001
   * @param status third status byte
   */
  public synchronized void refuse(int command, int status) {
    refusals.put(command, status);
  }

  /** The speed that the reader was set to, baud. */
  public synchronized int baud() {
    return baud;
  }

  /** Sets the speed, as other software may have done before. */
  public synchronized void baud(int newBaud) {
    baud = newBaud;
  }

  /** What it sends back for some bytes that came. */
  public synchronized byte[] answer(byte[] bytes, int count) {
    decoder.add(bytes, count);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Optional<byte[]> payload = decoder.next();
      while (payload.isPresent()) {
        out.writeBytes(answer(payload.get()));
        payload = decoder.next();
      }
    } catch (IdCardException.Malformed e) {
      out.writeBytes(SdtFrame.encode(status(e.expected.equals("checksum") ? 0x10 : 0x11)));
    }
    return out.toByteArray();
  }

  private byte[] answer(byte[] payload) {
    int command = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    if (fault == Fault.SILENT) {
      return new byte[0];
    }
    byte[] frame = SdtFrame.encode(reply(command));
    if (fault == Fault.NOISE) {
      return ByteBuffer.allocate(NOISE.length + frame.length).put(NOISE).put(frame).array();
    }
    if (command == 0x3001 && fault == Fault.BAD_CHECKSUM) {
      frame[frame.length - 1] ^= 0x55;
    }
    return command == 0x3001 && fault == Fault.CUT_SHORT
        ? Arrays.copyOf(frame, frame.length / 2)
        : frame;
  }

  private byte[] reply(int command) {
    Integer refused = refusals.get(command);
    if (refused != null) {
      return status(refused);
    }
    int speed = command - 0x6000;
    if (speed >= 0 && speed < IdCardReader.SPEEDS.size()) {
      baud = IdCardReader.SPEEDS.get(speed);
      return status(0x90);
    }
    return switch (command) {
      case 0x10FF, 0x11FF -> status(0x90);
      case 0x12FF -> status(0x90, NUMBER);
      case 0x2001 -> find();
      case 0x2002 -> select();
      case 0x3001 -> read();
      case 0x3003 -> latestAddress();
      default -> status(0x21);
    };
  }

  /** A card that was read is not found again before it was taken away. */
  private byte[] find() {
    found = card != null && !wasRead;
    selected = false;
    return found ? status(0x9F, new byte[4]) : status(0x80);
  }

  private byte[] select() {
    selected = found && fault != Fault.FALSE_CARD;
    if (found && !selected) {
      return status(0x31);
    }
    return selected ? status(0x90, new byte[8]) : status(0x81);
  }

  private byte[] read() {
    if (fault == Fault.REMOVED) {
      remove();
    }
    ReadCard c = card;
    if (c == null || !selected) {
      return status(0x41);
    }
    wasRead = true;
    found = false;
    byte[] text = CardText.encode(c);
    byte[] photo = c.photo();
    byte[] data =
        ByteBuffer.allocate(4 + text.length + photo.length)
            .putShort((short) text.length)
            .putShort((short) photo.length)
            .put(text)
            .put(photo)
            .array();
    return status(0x90, fault == Fault.WRONG_LENGTH ? Arrays.copyOf(data, data.length - 7) : data);
  }

  private byte[] latestAddress() {
    if (card == null || !selected) {
      return status(0x41);
    }
    String latest = address;
    return latest == null ? status(0x91) : status(0x90, CardText.encodeAddress(latest));
  }

  private static byte[] status(int third, byte... data) {
    return ByteBuffer.allocate(3 + data.length)
        .put(new byte[2])
        .put((byte) third)
        .put(data)
        .array();
  }
}
