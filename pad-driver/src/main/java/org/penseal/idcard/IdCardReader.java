// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.transport.HidBus;
import org.penseal.pad.transport.HidTransport;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/**
 * A reader for second-generation ID cards (SDT protocol) over a serial line, 8N1, or over HID.
 *
 * <p>Card and reader authenticate each other, but the line to the host is in clear: what comes over
 * it proves no genuine card by itself, so the evidence names the reader ({@link #readerNumber}).
 * One thread at a time; the owner closes it.
 */
public final class IdCardReader implements AutoCloseable {
  /** The speeds that a reader can be set to, in the order of their codes; the first is usual. */
  public static final List<Integer> SPEEDS = List.of(115_200, 57_600, 38_400, 19_200, 9_600);

  // USB ids that most makers of readers use, by the public protocol description.
  private static final int VENDOR = 0x0400;
  private static final int PRODUCT = 0xC35A;

  private static final String SERIAL = "serial:";
  private static final String HID = "hid:";
  private static final String BAUD = "?baud=";
  private static final Duration ANSWER = TimeoutFactor.on(Duration.ofSeconds(3));
  private static final Duration PROBE = TimeoutFactor.on(Duration.ofMillis(400));
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int STATUS = 0x11FF;
  private static final int OK = 0x90;
  private static final int FOUND = 0x9F;

  private final String place;
  private SdtLine line;

  private IdCardReader(SdtLine line, String place) {
    this.line = line;
    this.place = place;
  }

  /**
   * Opens a reader. Over a serial line without a speed, the reader's speed is found by asking.
   *
   * @param uri {@code serial:PATH}, {@code serial:PATH?baud=N}, {@code hid:} or {@code hid:PATH}
   * @throws IdCardException.ReaderUnavailable when there is none or it cannot be opened
   * @throws IdCardException.ReaderSilent when something is there that answers at no speed
   * @throws IdCardException.BadSpeed when it is given a speed that no reader has
   */
  public static IdCardReader open(String uri) throws IdCardException {
    if (uri.startsWith(HID)) {
      return openHid(uri);
    }
    if (!uri.startsWith(SERIAL)) {
      throw new IdCardException.ReaderUnavailable(uri, null);
    }
    int query = uri.lastIndexOf(BAUD);
    if (query < 0) {
      return search(uri.substring(SERIAL.length()));
    }
    String baud = uri.substring(query + BAUD.length());
    for (int speed : SPEEDS) {
      if (baud.equals(Integer.toString(speed))) {
        return openSerial(uri.substring(SERIAL.length(), query), speed);
      }
    }
    throw new IdCardException.BadSpeed(baud);
  }

  private static IdCardReader openSerial(String path, int baud) throws IdCardException {
    try {
      return new IdCardReader(new SdtLine(SerialTransport.open(path, baud), false), path);
    } catch (PadException e) {
      throw new IdCardException.ReaderUnavailable(SERIAL + path, e);
    }
  }

  private static IdCardReader search(String path) throws IdCardException {
    for (int baud : SPEEDS) {
      IdCardReader reader = openSerial(path, baud);
      try {
        reader.line.exchange(STATUS, PROBE);
        return reader;
      } catch (IdCardException.ReaderSilent | IdCardException.Malformed e) {
        reader.close();
      } catch (IdCardException e) {
        reader.close();
        throw e;
      }
    }
    throw new IdCardException.ReaderSilent(STATUS);
  }

  private static IdCardReader openHid(String uri) throws IdCardException {
    try {
      String path = uri.substring(HID.length());
      if (path.isEmpty()) {
        path =
            HidBus.list().stream()
                .filter(d -> d.vendorId() == VENDOR && d.productId() == PRODUCT)
                .map(HidBus.Attached::path)
                .findFirst()
                .orElseThrow(() -> new IdCardException.ReaderUnavailable(uri, null));
      }
      return overReports(HidTransport.open(path));
    } catch (PadException e) {
      throw new IdCardException.ReaderUnavailable(uri, e);
    }
  }

  /** A reader behind a transport of bytes, which it owns from here on; its speed is fixed. */
  public static IdCardReader over(Transport transport) {
    return new IdCardReader(new SdtLine(transport, false), "");
  }

  /** A reader behind a transport of HID reports, which it owns from here on. */
  public static IdCardReader overReports(Transport transport) {
    return new IdCardReader(new SdtLine(transport, true), "");
  }

  /**
   * Sets the speed of reader and line.
   *
   * @param baud one of {@link #SPEEDS}
   * @throws IdCardException.BadSpeed when it is none of them or this is no serial line
   */
  public void setBaud(int baud) throws IdCardException {
    int code = SPEEDS.indexOf(baud);
    if (code < 0 || place.isEmpty()) {
      throw new IdCardException.BadSpeed(Integer.toString(baud));
    }
    command(0x6000 + code);
    line.close();
    line = openSerial(place, baud).line;
  }

  /** What stands at the other end of the line. */
  public PadOrigin origin() {
    return line.origin();
  }

  /** The number of the reader's security module: its 16 bytes in hexadecimal. */
  public String readerNumber() throws IdCardException {
    byte[] data = command(0x12FF);
    if (data.length != 16) {
      throw new IdCardException.Malformed("reader number");
    }
    return HexFormat.of().withUpperCase().formatHex(data);
  }

  /**
   * Waits for a card and reads it. A card that was read must be taken away before it is found
   * again.
   *
   * @param patience how long to wait for a card
   * @throws IdCardException.NoCard when none came in time
   * @throws IdCardException.CardUnreadable when reader and card do not understand each other
   * @throws IdCardException.UnknownKind when it is none of the three kinds of card
   */
  public ReadCard read(Duration patience) throws IdCardException {
    find(patience);
    command(0x2002);
    byte[] data = command(0x3001);
    if (data.length < 4) {
      throw new IdCardException.Malformed("card data");
    }
    int text = ((data[0] & 0xFF) << 8) | (data[1] & 0xFF);
    int photo = ((data[2] & 0xFF) << 8) | (data[3] & 0xFF);
    if (text < CardText.LENGTH
        || photo != CardText.PHOTO_LENGTH
        || data.length != 4 + text + photo) {
      throw new IdCardException.Malformed("card data");
    }
    return CardText.decode(
        Arrays.copyOfRange(data, 4, 4 + text), Arrays.copyOfRange(data, 4 + text, data.length));
  }

  /**
   * The latest address of the card just read, which must still lie there: where the holder moved to
   * since the card was printed.
   *
   * @return empty when the card has none
   */
  public Optional<String> latestAddress() throws IdCardException {
    try {
      String address = CardText.address(command(0x3003));
      return address.isEmpty() ? Optional.empty() : Optional.of(address);
    } catch (IdCardException.CardUnreadable e) {
      if (e.meaning == SdtStatus.NO_CONTENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void find(Duration patience) throws IdCardException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      byte[] answer = line.exchange(0x2001, ANSWER);
      int status = answer[2] & 0xFF;
      if (status == FOUND) {
        return;
      }
      if (status != SdtStatus.FIND_FAILED.code) {
        throw error(status);
      }
      if (System.nanoTime() - end >= 0) {
        throw new IdCardException.NoCard();
      }
      pause(Math.min(POLL.toNanos(), Math.max(1, end - System.nanoTime())));
    }
  }

  private static void pause(long nanos) throws IdCardException {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IdCardException.NoCard();
    }
  }

  /** The data of the answer, when its status is the one wanted. */
  private byte[] command(int command) throws IdCardException {
    byte[] answer = line.exchange(command, ANSWER);
    int status = answer[2] & 0xFF;
    if (answer[0] != 0 || answer[1] != 0 || status != OK) {
      throw error(status);
    }
    return Arrays.copyOfRange(answer, 3, answer.length);
  }

  private static IdCardException error(int status) {
    SdtStatus meaning = SdtStatus.of(status);
    if (meaning == SdtStatus.FIND_FAILED) {
      return new IdCardException.NoCard();
    }
    return meaning.ofCard()
        ? new IdCardException.CardUnreadable(status)
        : new IdCardException.ReaderRefused(status);
  }

  @Override
  public void close() {
    line.close();
  }
}
