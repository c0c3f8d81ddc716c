// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.penseal.pad.Awaited;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.SecureElement;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.transport.Transport;

/**
 * An open pad that sends by itself and counts neither time nor reports: Topaz, Hanvon, ePad, HID
 * digitizers. Time and sequence are those of arrival.
 */
final class StreamPad implements Pad, StreamLink.Listener {
  /** What a family says to its pads. */
  interface Commands {
    /** After the link has begun to read. */
    default void open(StreamPad pad) throws PadException {}

    /** Before a capture. */
    default void clear(StreamPad pad) throws PadException {}

    /** Before the device is let go of. */
    default void close(StreamPad pad) throws PadException {}
  }

  /** A family that says nothing. */
  static final Commands SILENT = new Commands() {};

  private static final int GONE = -1;

  private final PadIdentity identity;
  private final PenMessage.Parser parser;
  private final Commands commands;
  private final StreamLink link;
  private final PadEvents events = new PadEvents();
  private final InkKeeper keeper;
  private final BlockingQueue<Integer> answers = new ArrayBlockingQueue<>(64);
  private volatile boolean gone;
  private boolean closed;

  private StreamPad(
      Transport transport, PadIdentity identity, PenMessage.Parser parser, Commands commands) {
    this.identity = identity;
    this.parser = parser;
    this.commands = commands;
    this.keeper = new InkKeeper(identity, events);
    this.link = new StreamLink(transport, identity.model(), this);
  }

  /** Opens the pad behind a transport, which it owns from here on. */
  static Pad open(Transport transport, PadModel model, PenMessage.Parser parser, Commands commands)
      throws PadException {
    StreamPad pad =
        new StreamPad(transport, Families.identity(model, transport.origin()), parser, commands);
    pad.link.start();
    try {
      commands.open(pad);
      return pad;
    } catch (PadException | RuntimeException e) {
      pad.link.close();
      throw e;
    }
  }

  @Override
  public void onReport(byte[] report, long hostNanos) {
    switch (parser.accept(report)) {
      case PenMessage.Position p -> keeper.accept(p, hostNanos);
      case PenMessage.Left left -> keeper.left(hostNanos);
      case PenMessage.Key key -> keeper.press(key.button());
      case PenMessage.Answer answer -> answers.offer(answer.about());
      case PenMessage.Broken broken -> onBroken(1);
      case PenMessage.Nothing nothing -> {
        // Nothing.
      }
    }
  }

  @Override
  public void onBroken(long count) {
    keeper.broken(count);
  }

  @Override
  public void onGone() {
    gone = true;
    answers.clear();
    answers.offer(GONE);
    events.put(new PadEvent.Gone());
  }

  /** Waits for an answer of the pad. */
  void await(int about, Duration limit) throws PadException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        Integer answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null) {
          throw new PadException.TimedOut(Awaited.PAD, "answer %02x".formatted(about), limit);
        }
        requireThere();
        if (answer == about) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  /** Forgets answers that nobody waits for. */
  void forgetAnswers() {
    answers.clear();
  }

  private void requireThere() throws PadException {
    if (gone) {
      throw new PadException.Gone(link.uri(), null);
    }
  }

  @Override
  public PadIdentity identity() {
    return identity;
  }

  @Override
  public void show(PadPicture picture, Progress progress) throws PadException {
    throw new PadException.NotOffered(identity.model().id(), PadException.NotOffered.What.SCREEN);
  }

  @Override
  public synchronized void clear() throws PadException {
    requireThere();
    commands.clear(this);
  }

  @Override
  public synchronized void startCapture() throws PadException {
    requireThere();
    keeper.hold();
    keeper.run();
    commands.clear(this);
  }

  @Override
  public Optional<PadEvent> next(Duration timeout) throws PadException {
    return events.next(timeout);
  }

  @Override
  public void press(PadButton button) throws PadException {
    if (button != PadButton.CANCEL && identity.model().confirm() != PadModel.Confirm.HOST) {
      // Who confirmed must not be in doubt: the pad has keys for it.
      throw new IllegalStateException("this pad has a key of its own for " + button);
    }
    requireThere();
    keeper.press(button);
  }

  @Override
  public long lineFaults() {
    return keeper.faults() + link.noise();
  }

  @Override
  public void restartCapture() throws PadException {
    startCapture();
  }

  @Override
  public synchronized Ink stopCapture() throws PadException {
    Ink ink = keeper.stop();
    requireThere();
    return ink;
  }

  @Override
  public SecureElement secureElement() throws PadException {
    throw new PadException.NoChip(identity.model().id());
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!gone) {
        commands.close(this);
      }
    } catch (PadException e) {
      // It is being left anyway.
      gone = true;
    } finally {
      link.close();
    }
  }
}
