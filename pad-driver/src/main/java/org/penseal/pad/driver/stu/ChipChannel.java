// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Awaited;
import org.penseal.pad.PadException;
import org.penseal.pad.SecureElement;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.chip.SkfStatus;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.CtapHidAssembler;
import org.penseal.pad.protocol.StuReport;

/**
 * APDUs in CTAPHID packets in the reports C0 (to the pad) and C1 (from it).
 *
 * <p>Waits 3 s for a sign of life, which a KEEPALIVE renews, and 30 s in all. After a time-out the
 * next command takes a new channel, so that a late answer is never taken for that of another
 * command.
 */
public final class ChipChannel implements SecureElement {
  public static final Duration SIGN_OF_LIFE = TimeoutFactor.on(Duration.ofSeconds(3));
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final ReportLink link;
  private final RandomGenerator random;
  private final BlockingQueue<byte[]> packets = new ArrayBlockingQueue<>(512);
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile boolean gone;
  private volatile PadException.@Nullable LinkBroken broken;
  private int channel = CtapHid.BROADCAST;

  ChipChannel(ReportLink link, RandomGenerator random) {
    this.link = link;
    this.random = random;
  }

  /** Takes a report C1, on the reader thread. */
  void onReport(byte[] report) {
    if (report.length == 1 + CtapHid.PACKET) {
      // A full queue means that nobody waits; what is dropped then is late.
      packets.offer(Arrays.copyOfRange(report, 1, report.length));
    }
  }

  void onBroken(PadException.LinkBroken failure) {
    broken = failure;
    onGone();
  }

  private PadException lost() {
    PadException.LinkBroken failure = broken;
    return failure == null ? new PadException.Gone(link.uri(), null) : failure;
  }

  void onGone() {
    gone = true;
    packets.offer(new byte[0]);
  }

  @Override
  public byte[] transmit(byte[] apdu) throws PadException {
    if (apdu.length > CtapHid.MAX_MESSAGE) {
      throw new PadException.ChipRefused(
          0x6700, SkfStatus.SAR_INDATALENERR.code(), "command does not fit in a message");
    }
    try {
      if (!turn.tryLock(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PadException.TimedOut(Awaited.PAD, "turn for a chip command", LONGEST);
      }
      try {
        allocate();
        return exchange(channel, CtapHid.MSG, apdu);
      } catch (PadException | InterruptedException e) {
        channel = CtapHid.BROADCAST;
        throw e;
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  private void allocate() throws PadException, InterruptedException {
    if (channel != CtapHid.BROADCAST) {
      return;
    }
    byte[] nonce = new byte[8];
    random.nextBytes(nonce);
    byte[] answer = exchange(CtapHid.BROADCAST, CtapHid.INIT, nonce);
    if (answer.length < 12 || !Arrays.equals(Arrays.copyOf(answer, 8), nonce)) {
      throw new PadException.Malformed("chip channel", null);
    }
    channel = ByteBuffer.wrap(answer).getInt(8);
  }

  private byte[] exchange(int on, int command, byte[] message)
      throws PadException, InterruptedException {
    packets.clear();
    for (byte[] packet : CtapHid.packets(on, command, message)) {
      send(packet);
    }
    long end = System.nanoTime() + LONGEST.toNanos();
    CtapHidAssembler assembler = new CtapHidAssembler();
    while (System.nanoTime() - end < 0) {
      byte[] answer = await(assembler, on, command);
      if (answer != null) {
        return answer;
      }
    }
    throw new PadException.TimedOut(Awaited.PAD, "end of a chip command", LONGEST);
  }

  /** The answer, or null when a packet came that was not the last. */
  private byte @Nullable [] await(CtapHidAssembler assembler, int on, int command)
      throws PadException, InterruptedException {
    byte[] packet =
        gone ? new byte[0] : packets.poll(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
    if (packet == null) {
      throw new PadException.TimedOut(Awaited.PAD, "answer of the chip", SIGN_OF_LIFE);
    }
    if (packet.length == 0) {
      throw lost();
    }
    return switch (assembler.accept(packet)) {
      case CtapHid.Message m when m.channel() != on || m.command() == CtapHid.KEEPALIVE -> null;
      case CtapHid.Message m when m.command() == CtapHid.ERROR -> throw refused(m.bytes());
      case CtapHid.Message m when m.command() == command -> m.bytes();
      case CtapHid.Message m -> throw new PadException.Malformed("chip answer", null);
      case CtapHid.Fault f when f.channel() == on ->
          throw new PadException.Malformed("chip packet", null);
      case CtapHid.Fault f -> null;
      case CtapHid.Unfinished u -> null;
    };
  }

  private void send(byte[] packet) throws PadException {
    byte[] report = new byte[1 + CtapHid.PACKET];
    report[0] = (byte) StuReport.CHIP_IN;
    System.arraycopy(packet, 0, report, 1, CtapHid.PACKET);
    link.set(report);
  }

  @Override
  public Optional<Packets> packets() {
    return Optional.of(new RawPackets());
  }

  /** The same queue without messages put together. */
  private final class RawPackets implements Packets {
    @Override
    public void send(byte[] packet) throws PadException {
      ChipChannel.this.send(packet);
    }

    @Override
    public Optional<byte[]> receive(Duration timeout) throws PadException {
      try {
        byte[] packet = packets.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (gone || (packet != null && packet.length == 0)) {
          throw lost();
        }
        return Optional.ofNullable(packet);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PadException.Interrupted(e);
      }
    }
  }

  private static PadException refused(byte[] error) {
    int code = error.length == 0 ? 0x7F : error[0] & 0xFF;
    return new PadException.ChipRefused(0xBF00 | code, SkfStatus.SAR_FAIL.code(), "CTAPHID error");
  }
}
