// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/**
 * A reader for second-generation ID cards over a serial line (SDT protocol, 115200 8N1).
 *
 * <p>Card and reader authenticate each other, but the line to the host is in clear: what comes over
 * it proves no genuine card by itself, so the evidence names the reader ({@link #readerNumber}).
 * One thread at a time; the owner closes it.
 */
public final class IdCardReader implements AutoCloseable {
  private static final int BAUD = 115_200;
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int OK = 0x90;
  private static final int FOUND = 0x9F;
  private static final int FIND_FAILED = 0x80;

  private final Transport transport;
  private final SdtFrame.Decoder decoder = new SdtFrame.Decoder();

  private IdCardReader(Transport transport) {
    this.transport = transport;
  }

  /**
   * Opens a reader.
   *
   * @param uri {@code serial:PATH}
   * @throws IdCardException.ReaderUnavailable when there is none or it cannot be opened
   */
  public static IdCardReader open(String uri) throws IdCardException {
    if (!uri.startsWith("serial:")) {
      throw new IdCardException.ReaderUnavailable(uri, null);
    }
    try {
      return over(SerialTransport.open(uri.substring("serial:".length()), BAUD));
    } catch (PadException e) {
      throw new IdCardException.ReaderUnavailable(uri, e);
    }
  }

  /** A reader behind a transport, which it owns from here on. */
  public static IdCardReader over(Transport transport) {
    return new IdCardReader(transport);
  }

  /** The number of the reader's security module: its 16 bytes in hexadecimal. */
  public String readerNumber() throws IdCardException {
    byte[] data = command(0x12FF, OK);
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
   */
  public IdCard read(Duration patience) throws IdCardException {
    find(patience);
    command(0x2002, OK);
    byte[] data = command(0x3001, OK);
    if (data.length < 4) {
      throw new IdCardException.Malformed("card data");
    }
    int text = ((data[0] & 0xFF) << 8) | (data[1] & 0xFF);
    int photo = ((data[2] & 0xFF) << 8) | (data[3] & 0xFF);
    if (text < IdCardText.LENGTH || data.length != 4 + text + photo) {
      throw new IdCardException.Malformed("card data");
    }
    return IdCardText.decode(
        Arrays.copyOfRange(data, 4, 4 + text), Arrays.copyOfRange(data, 4 + text, data.length));
  }

  private void find(Duration patience) throws IdCardException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      byte[] answer = exchange(0x2001);
      int status = answer[2] & 0xFF;
      if (status == FOUND) {
        return;
      }
      if (status != FIND_FAILED) {
        throw error(status);
      }
      if (System.nanoTime() - end >= 0) {
        throw new IdCardException.NoCard();
      }
      pause(Math.min(POLL.toNanos(), Math.max(1, end - System.nanoTime())));
    }
  }

  private void pause(long nanos) throws IdCardException {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IdCardException.NoCard();
    }
  }

  /** The data of the answer, when its status is the one wanted. */
  private byte[] command(int command, int wanted) throws IdCardException {
    byte[] answer = exchange(command);
    int status = answer[2] & 0xFF;
    if (answer[0] != 0 || answer[1] != 0 || status != wanted) {
      throw error(status);
    }
    return Arrays.copyOfRange(answer, 3, answer.length);
  }

  private static IdCardException error(int status) {
    return switch (status) {
      case FIND_FAILED -> new IdCardException.NoCard();
      case 0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x81, 0x91 ->
          new IdCardException.CardUnreadable(status);
      default -> new IdCardException.ReaderRefused(status);
    };
  }

  private byte[] exchange(int command) throws IdCardException {
    try {
      byte[] buffer = new byte[2048];
      dropLateAnswers(buffer);
      transport.write(SdtFrame.encode(new byte[] {(byte) (command >> 8), (byte) command}));
      long end = System.nanoTime() + ANSWER.toNanos();
      while (true) {
        Optional<byte[]> payload = decoder.next();
        if (payload.isPresent()) {
          if (payload.get().length < 3) {
            throw new IdCardException.Malformed("status");
          }
          return payload.get();
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new IdCardException.ReaderSilent(command);
        }
        decoder.add(buffer, transport.read(buffer, Duration.ofNanos(left)));
      }
    } catch (PadException.Interrupted e) {
      throw new IdCardException.ReaderSilent(command);
    } catch (PadException e) {
      throw new IdCardException.ReaderUnavailable(transport.uri(), e);
    }
  }

  /** An answer does not say which command it belongs to, so nothing may be left of earlier ones. */
  private void dropLateAnswers(byte[] buffer) throws PadException {
    decoder.clear();
    for (int i = 0; i < 64 && transport.read(buffer, Duration.ZERO) > 0; i++) {
      // Read away.
      decoder.clear();
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
