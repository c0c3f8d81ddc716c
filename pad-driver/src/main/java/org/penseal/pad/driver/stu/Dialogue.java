// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.link.LinkReport;
import org.penseal.pad.link.LinkSession;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Question and answer over a way that only carries messages: a report is asked for with report 80,
 * and every report that is set is answered by report 81 with an error code. From a handshake on
 * every message is a sealed record (docs/secure-link.md).
 *
 * <p>One thread brings what comes; any thread asks, one at a time.
 */
final class Dialogue {
  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

  /** Time-out of the vendor's own SDK. */
  static final Duration ANSWER = TimeoutFactor.on(Duration.ofSeconds(3));

  private static final byte[] GONE = new byte[0];

  /** Carries a message to the pad. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] message) throws PadException;
  }

  private final String uri;
  private final Sender sender;
  private final ReportLink.Listener listener;
  private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(16);
  private final ReentrantLock commands = new ReentrantLock(true);
  private volatile boolean gone;
  private volatile boolean ended;

  /** A command was sent whose answer was not waited for; guarded by the turn. */
  private boolean givenUp;

  /** The report that is being set; for the reader thread. */
  private volatile byte @Nullable [] setting;

  private volatile @Nullable LinkSession pending;
  private volatile @Nullable LinkSession session;
  private volatile PadException.@Nullable LinkBroken broken;

  /** In clear. */
  Dialogue(String uri, Sender sender, ReportLink.Listener listener) {
    this.uri = uri;
    this.sender = sender;
    this.listener = listener;
  }

  /** Everything is sealed from here on, both ways; null takes that back. */
  void sealed(@Nullable LinkSession agreed) {
    session = agreed;
  }

  /** Takes a message of the pad, on the reader thread. */
  void take(byte[] received) {
    LinkSession secured = session;
    if (secured == null) {
      deliver(received);
      return;
    }
    if (broken != null) {
      return;
    }
    try {
      deliver(secured.in().open(received));
    } catch (PadException.LinkBroken e) {
      if (ended) {
        // The pad talks in clear again; nobody listens any more.
        return;
      }
      LOG.warn("{}: {}", uri, e.getMessage());
      broken = e;
      answers.clear();
      answers.offer(GONE);
      listener.onBroken(e);
    }
  }

  private void deliver(byte[] report) {
    int id = report[0] & 0xFF;
    LinkSession next = pending;
    if (next != null && id == StuReport.SET_RESULT && report.length > 1 && report[1] == 0) {
      // From here on, in this thread, since sealed records may stand in the same buffer.
      session = next;
      pending = null;
    }
    if (StuReport.comesByItself(id)) {
      listener.onReport(report, System.nanoTime());
      return;
    }
    if (session == null && id == LinkReport.FROM_PAD) {
      // Of the link of a host that died: many may come at once, and none is an answer.
      return;
    }
    byte[] taken = setting;
    if (taken != null && id == StuReport.SET_RESULT && report.length > 1 && report[1] == 0) {
      setting = null;
      listener.onTaken(taken);
    }
    byte[] answer = report.clone();
    if (!answers.offer(answer)) {
      // Nobody waits for so many answers: they are late ones of commands given up.
      answers.poll();
      answers.offer(answer);
    }
  }

  /** The way broke; on the reader thread. What the pad answered before then is still an answer. */
  void lost() {
    gone = true;
    if (!answers.offer(GONE)) {
      answers.clear();
      answers.offer(GONE);
    }
    listener.onGone();
  }

  /** As {@link ReportLink#get}. */
  byte[] get(int id) throws PadException {
    return exchange(StuCommands.get(id), id);
  }

  /** As {@link ReportLink#set}. */
  void set(byte[] report) throws PadException {
    ended |= session != null && (report[0] & 0xFF) == LinkReport.HANDSHAKE;
    byte[] answer = exchange(report, StuReport.SET_RESULT);
    if (answer.length < 2 || answer[1] != StuReport.OK) {
      throw refused(report, answer);
    }
  }

  private byte[] exchange(byte[] report, int answerId) throws PadException {
    lockCommands();
    try {
      requireLine();
      if (givenUp) {
        settle();
      }
      answers.clear();
      givenUp = true;
      setting = answerId == StuReport.SET_RESULT ? report : null;
      send(report);
      byte[] answer = await(report, answerId);
      givenUp = false;
      return answer;
    } catch (PadException.Refused e) {
      givenUp = false;
      throw e;
    } finally {
      setting = null;
      commands.unlock();
    }
  }

  private void send(byte[] report) throws PadException {
    LinkSession secured = session;
    sender.send(secured == null ? report : secured.out().seal(report));
  }

  /**
   * After a command that was given up: its answer may still come and must not be taken for that of
   * the next one. Answers come in order, so it has come when that of the status report has.
   */
  private void settle() throws PadException {
    send(StuCommands.get(StuReport.STATUS));
    long end = System.nanoTime() + ANSWER.toNanos();
    byte[] answer = next(end, StuReport.STATUS);
    while ((answer[0] & 0xFF) != StuReport.STATUS) {
      answer = next(end, StuReport.STATUS);
    }
    givenUp = false;
  }

  /** The next answer; GONE ends the line. */
  private byte[] next(long end, int wanted) throws PadException {
    try {
      while (true) {
        byte[] answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null) {
          requireLine();
          throw new PadException.TimedOut(Awaited.PAD, "report %02x".formatted(wanted), ANSWER);
        }
        if (answer.length > 0) {
          return answer;
        }
        requireLine();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  void requireLine() throws PadException {
    PadException.LinkBroken failure = broken;
    if (failure != null) {
      throw failure;
    }
    if (gone) {
      throw new PadException.Gone(uri, null);
    }
  }

  /** As {@link ReportLink#secure}. */
  void secure(byte[] confirm, LinkSession agreed) throws PadException {
    pending = agreed;
    try {
      set(confirm);
    } catch (PadException.Refused e) {
      throw new PadException.LinkBroken(PadException.LinkBroken.Why.AGREEMENT, e);
    } finally {
      pending = null;
    }
  }

  private void lockCommands() throws PadException {
    try {
      if (!commands.tryLock(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PadException.TimedOut(Awaited.PAD, "turn for a command", ANSWER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  private byte[] await(byte[] report, int answerId) throws PadException {
    long end = System.nanoTime() + ANSWER.toNanos();
    while (true) {
      byte[] answer = next(end, answerId);
      int id = answer[0] & 0xFF;
      if (id == answerId) {
        return answer;
      }
      boolean late = answer.length > 1 && answer[1] == StuReport.OK;
      if (id == StuReport.SET_RESULT && !late) {
        throw refused(report, answer);
      }
    }
  }

  private static PadException refused(byte[] report, byte[] answer) {
    int id = report[0] & 0xFF;
    int subject = id == StuReport.GET ? report[1] & 0xFF : id;
    return new PadException.Refused(subject, answer.length < 2 ? 0xFF : answer[1] & 0xFF);
  }
}
