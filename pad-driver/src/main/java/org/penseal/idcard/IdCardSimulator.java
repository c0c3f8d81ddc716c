// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.simulator.Pty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual ID-card reader with a virtual card at a pseudo terminal: answers the SDT protocol as a
 * real one does. Its reader number begins with ASCII {@code SIM}. Linux only; one thread of its
 * own.
 */
public final class IdCardSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdCardSimulator.class);
  private static final Duration READ = Duration.ofMillis(100);

  /** The 16 bytes of its reader number: {@code SIMULATED-READER} in ASCII. */
  static final byte[] NUMBER = HexFormat.of().parseHex("53494D554C415445442D524541444552");

  /** What goes wrong. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** Answers to reading have a wrong checksum. */
    BAD_CHECKSUM,
    /** Takes commands and answers none. */
    SILENT,
    /** Reader and card do not authenticate each other. */
    FALSE_CARD
  }

  private final Pty pty;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable IdCard card;
  private boolean wasRead;
  private boolean found;
  private boolean selected;
  private Fault fault = Fault.NONE;

  private IdCardSimulator() throws IOException {
    pty = Pty.open();
    thread = Thread.ofPlatform().name("simulated-id-card").daemon().unstarted(this::answer);
  }

  /** Switches a reader on, with a card on it or without one. */
  public static IdCardSimulator start(Optional<IdCard> card) throws IOException {
    IdCardSimulator simulator = new IdCardSimulator();
    card.ifPresent(simulator::lay);
    simulator.thread.start();
    return simulator;
  }

  /** URI for the reader. */
  public String uri() {
    return "serial:" + pty.path();
  }

  /** Device file of the virtual serial port. */
  public Path path() {
    return pty.path();
  }

  /** Lays a card on. */
  public synchronized void lay(IdCard newCard) {
    card = newCard;
    wasRead = false;
    found = false;
    selected = false;
  }

  /** Takes the card away. */
  public synchronized void remove() {
    card = null;
    wasRead = false;
    found = false;
    selected = false;
  }

  /** What goes wrong from now on. */
  public synchronized void fault(Fault newFault) {
    fault = newFault;
  }

  private void answer() {
    SdtFrame.Decoder decoder = new SdtFrame.Decoder();
    byte[] buffer = new byte[512];
    try {
      int count = pty.read(buffer, READ);
      while (count >= 0) {
        decoder.add(buffer, count);
        answerAll(decoder);
        count = pty.read(buffer, READ);
      }
    } catch (IOException e) {
      if (!closed.get()) {
        LOG.warn("simulated ID-card reader ends", e);
      }
    }
  }

  private void answerAll(SdtFrame.Decoder decoder) throws IOException {
    try {
      Optional<byte[]> payload = decoder.next();
      while (payload.isPresent()) {
        answer(payload.get());
        payload = decoder.next();
      }
    } catch (IdCardException.Malformed e) {
      send(status(e.expected.equals("checksum") ? 0x10 : 0x11), false);
    }
  }

  private synchronized void answer(byte[] payload) throws IOException {
    if (fault == Fault.SILENT) {
      return;
    }
    int command = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    byte[] reply =
        switch (command) {
          case 0x10FF, 0x11FF -> status(0x90);
          case 0x12FF -> status(0x90, NUMBER);
          case 0x2001 -> find();
          case 0x2002 -> select();
          case 0x3001 -> read();
          default -> status(0x21);
        };
    send(reply, fault == Fault.BAD_CHECKSUM && command == 0x3001);
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
    IdCard c = card;
    if (c == null || !selected) {
      return status(0x41);
    }
    wasRead = true;
    selected = false;
    found = false;
    byte[] text = IdCardText.encode(c);
    byte[] photo = c.photo();
    byte[] data =
        ByteBuffer.allocate(4 + text.length + photo.length)
            .putShort((short) text.length)
            .putShort((short) photo.length)
            .put(text)
            .put(photo)
            .array();
    return status(0x90, data);
  }

  private static byte[] status(int third, byte... data) {
    return ByteBuffer.allocate(3 + data.length)
        .put(new byte[2])
        .put((byte) third)
        .put(data)
        .array();
  }

  private void send(byte[] payload, boolean damaged) throws IOException {
    byte[] frame = SdtFrame.encode(payload);
    if (damaged) {
      frame[frame.length - 1] ^= 0x55;
    }
    pty.write(frame);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pty.close();
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
