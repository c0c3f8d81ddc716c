// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.CtapHidAssembler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chip behind CTAPHID packets: gives out channels, does one command at a time on a thread of
 * its own, says every 100 ms that it still works, and refuses a second command as busy.
 */
public final class ChipMailbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChipMailbox.class);
  private static final byte[] STOPPED = {0x64, 0x00};
  private static final int MAX_CHANNELS = 256;
  private static final byte PROCESSING = 1;

  private final SimulatedChip chip;
  private final Consumer<byte[]> out;
  private final CtapHidAssembler assembler = new CtapHidAssembler();
  private final Set<Integer> channels = new HashSet<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService worker = single("chip");
  private final ExecutorService speaker = single("chip-speaker");
  private volatile Duration delay = Duration.ZERO;
  private volatile CountDownLatch stop = new CountDownLatch(1);
  private volatile int runningChannel;
  private int nextChannel = 1;

  /**
   * A mailbox.
   *
   * @param chip does the commands
   * @param out takes each packet of 64 bytes for the host; called from several threads
   */
  public ChipMailbox(SimulatedChip chip, Consumer<byte[]> out) {
    this.chip = chip;
    this.out = out;
  }

  private static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("simulated-" + name).daemon().factory());
  }

  /** Makes every command take this much longer. */
  public void delay(Duration duration) {
    delay = duration;
  }

  /** A packet of 64 bytes from the host. One thread. */
  public void onPacket(byte[] packet) {
    switch (assembler.accept(packet)) {
      case CtapHid.Unfinished u -> {
        // The rest is to come.
      }
      case CtapHid.Fault fault -> error(fault.channel(), fault.code());
      case CtapHid.Message message -> onMessage(message);
    }
  }

  private void onMessage(CtapHid.Message message) {
    if (message.channel() == CtapHid.BROADCAST) {
      if (message.command() == CtapHid.INIT && message.bytes().length == 8) {
        allocate(message.bytes());
      } else {
        error(message.channel(), CtapHid.ERR_INVALID_CHANNEL);
      }
    } else if (!channels.contains(message.channel())) {
      error(message.channel(), CtapHid.ERR_INVALID_CHANNEL);
    } else if (message.command() == CtapHid.CANCEL) {
      if (message.channel() == runningChannel) {
        stop.countDown();
      }
    } else if (message.command() == CtapHid.INIT && message.bytes().length == 8) {
      // On a channel that exists it only drops what was half received (CTAP 2.1, 11.2.9.1.3).
      send(message.channel(), CtapHid.INIT, granted(message.bytes(), message.channel()));
    } else if (message.command() != CtapHid.MSG) {
      error(message.channel(), CtapHid.ERR_INVALID_CMD);
    } else if (!busy.compareAndSet(false, true) && chip.refusesSecond()) {
      error(message.channel(), CtapHid.ERR_CHANNEL_BUSY);
    } else {
      start(message.channel(), message.bytes());
    }
  }

  private void allocate(byte[] nonce) {
    if (channels.size() >= MAX_CHANNELS) {
      channels.clear();
    }
    int channel = nextChannel++;
    channels.add(channel);
    send(CtapHid.BROADCAST, CtapHid.INIT, granted(nonce, channel));
  }

  private static byte[] granted(byte[] nonce, int channel) {
    return ByteBuffer.allocate(17)
        .put(nonce)
        .putInt(channel)
        .put(new byte[] {2, 1, 0, 0, 0}) // CTAPHID 2, device 1.0.0, no capabilities
        .array();
  }

  private void start(int channel, byte[] apdu) {
    CountDownLatch stopped = new CountDownLatch(1);
    stop = stopped;
    runningChannel = channel;
    try {
      Future<byte[]> running =
          worker.submit(
              () -> {
                Thread.sleep(delay);
                long wait = chip.duration(apdu).toMillis();
                boolean cut = wait > 0 && stopped.await(wait, TimeUnit.MILLISECONDS);
                return cut ? STOPPED : chip.execute(apdu);
              });
      speaker.execute(() -> speak(channel, running));
    } catch (RejectedExecutionException e) {
      LOG.debug("chip was switched off");
    }
  }

  private void speak(int channel, Future<byte[]> running) {
    // A chip's timer loses no time: signs that are late do not delay the next ones.
    long next = System.nanoTime();
    try {
      while (true) {
        next += chip.keepAlive().toNanos();
        try {
          long left = Math.max(0, next - System.nanoTime());
          byte[] answer = running.get(left, TimeUnit.NANOSECONDS);
          // Free before it answers: the host's next command may come at once.
          runningChannel = 0;
          busy.set(false);
          send(channel, CtapHid.MSG, answer);
          return;
        } catch (TimeoutException e) {
          send(channel, CtapHid.KEEPALIVE, new byte[] {PROCESSING});
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("simulated chip failed", e.getCause());
      busy.set(false);
      error(channel, 0x7F);
    }
  }

  private void error(int channel, int code) {
    send(channel, CtapHid.ERROR, new byte[] {(byte) code});
  }

  private void send(int channel, int command, byte[] message) {
    for (byte[] packet : CtapHid.packets(channel, command, message)) {
      out.accept(packet);
    }
  }

  /** Switches off; a command that runs is given up. */
  @Override
  public void close() {
    worker.shutdownNow();
    speaker.shutdownNow();
  }
}
