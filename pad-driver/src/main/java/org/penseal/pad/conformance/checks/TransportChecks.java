// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penseal.pad.PadException;
import org.penseal.pad.SecureElement;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.checks.Probe.Stuck;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.CtapHidAssembler;

/** Section "Transport": CTAPHID packets, channels, errors, keep-alive, busy. */
final class TransportChecks {
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private static final byte WAIT_TENTHS = 6;

  // Of six that are due: counted, not timed, since the line and two queues may delay one of them.
  private static final int FEWEST_SIGNS = 4;
  private static final byte LONG_WAIT_TENTHS = 20;
  private static final int NOT_GIVEN_OUT = 0x7BADBEEF;
  private static final int PING = 0x01;

  private final Probe probe;
  private final SecureElement.Packets packets;
  private final RandomGenerator random;
  private final CtapHidAssembler assembler = new CtapHidAssembler();

  TransportChecks(Probe probe, SecureElement.Packets packets, RandomGenerator random) {
    this.probe = probe;
    this.packets = packets;
    this.random = random;
  }

  void run() throws PadException, Stuck {
    int channel = init();
    resync(channel);
    wrongPackets(channel);
    keepAlive(channel);
    int other = open();
    busy(channel, other);
    cancel(channel);
  }

  private int init() throws PadException, Stuck {
    byte[] nonce = new byte[8];
    random.nextBytes(nonce);
    send(CtapHid.BROADCAST, CtapHid.INIT, nonce);
    byte[] answer = bytesOf(next(CtapHid.BROADCAST));
    boolean right = answer.length == 17 && Arrays.equals(Arrays.copyOf(answer, 8), nonce);
    probe.findings().expect(Check.TRANSPORT_INIT, right, "17 bytes that begin with the nonce");
    if (answer.length < 12) {
      throw new Stuck("INIT gave no channel");
    }
    return ByteBuffer.wrap(answer).getInt(8);
  }

  private int open() throws PadException, Stuck {
    byte[] nonce = new byte[8];
    random.nextBytes(nonce);
    send(CtapHid.BROADCAST, CtapHid.INIT, nonce);
    byte[] answer = bytesOf(next(CtapHid.BROADCAST));
    if (answer.length < 12) {
      throw new Stuck("INIT gave no channel");
    }
    return ByteBuffer.wrap(answer).getInt(8);
  }

  /** A long message is begun, then INIT on the same channel, then a whole command. */
  private void resync(int channel) throws PadException {
    packets.send(CtapHid.packets(channel, CtapHid.MSG, new byte[200]).getFirst());
    byte[] nonce = new byte[8];
    random.nextBytes(nonce);
    send(channel, CtapHid.INIT, nonce);
    byte[] answer = bytesOf(next(channel));
    boolean right = answer.length == 17 && Arrays.equals(Arrays.copyOf(answer, 8), nonce);
    probe.findings().expect(Check.TRANSPORT_RESYNC, right, "INIT answered on its channel");
    send(channel, CtapHid.MSG, info());
    String got = describe(next(channel));
    probe.findings().expect(Check.TRANSPORT_RESYNC, "answer 9000", got);
  }

  private void wrongPackets(int channel) throws PadException {
    send(NOT_GIVEN_OUT, CtapHid.MSG, info());
    error(Check.TRANSPORT_BAD_CHANNEL, NOT_GIVEN_OUT, CtapHid.ERR_INVALID_CHANNEL);

    List<byte[]> three = CtapHid.packets(channel, CtapHid.MSG, new byte[150]);
    packets.send(three.get(0));
    packets.send(three.get(2));
    error(Check.TRANSPORT_SEQUENCE, channel, CtapHid.ERR_INVALID_SEQ);

    byte[] tooLong = CtapHid.packets(channel, CtapHid.MSG, info()).getFirst();
    tooLong[5] = (byte) ((CtapHid.MAX_MESSAGE + 1) >> 8);
    tooLong[6] = (byte) (CtapHid.MAX_MESSAGE + 1);
    packets.send(tooLong);
    error(Check.TRANSPORT_OVERSIZE, channel, CtapHid.ERR_INVALID_LEN);

    send(channel, PING, new byte[] {1});
    error(Check.TRANSPORT_UNKNOWN_COMMAND, channel, CtapHid.ERR_INVALID_CMD);
  }

  private void error(Check check, int channel, int code) throws PadException {
    String expected = "error %02x".formatted(code);
    probe.findings().expect(check, expected, describe(next(channel)));
  }

  private void keepAlive(int channel) throws PadException {
    send(channel, CtapHid.MSG, waitFor(WAIT_TENTHS));
    int signs = 0;
    Optional<byte[]> packet = packets.receive(ANSWER);
    while (packet.isPresent() && packet.get()[4] == (byte) (0x80 | CtapHid.KEEPALIVE)) {
      signs++;
      packet = packets.receive(ANSWER);
    }
    String expected =
        "at least " + FEWEST_SIGNS + " keep-alives in " + WAIT_TENTHS + "00 ms, got " + signs;
    probe.findings().expect(Check.TRANSPORT_KEEPALIVE, signs >= FEWEST_SIGNS, expected);
  }

  private void busy(int channel, int other) throws PadException {
    send(channel, CtapHid.MSG, waitFor(LONG_WAIT_TENTHS));
    send(other, CtapHid.MSG, info());
    error(Check.TRANSPORT_BUSY, other, CtapHid.ERR_CHANNEL_BUSY);
    send(channel, CtapHid.CANCEL, Probe.NONE);
    next(channel);
  }

  private void cancel(int channel) throws PadException {
    long begin = System.nanoTime();
    send(channel, CtapHid.MSG, waitFor(LONG_WAIT_TENTHS));
    send(channel, CtapHid.CANCEL, Probe.NONE);
    String got = describe(next(channel));
    long took = (System.nanoTime() - begin) / 1_000_000;
    probe.findings().expect(Check.TRANSPORT_CANCEL, "answer 6400", got);
    probe
        .findings()
        .expect(Check.TRANSPORT_CANCEL, took < 1500, "an end before WAIT is over, took " + took);
  }

  private void send(int channel, int command, byte[] message) throws PadException {
    for (byte[] packet : CtapHid.packets(channel, command, message)) {
      packets.send(packet);
    }
  }

  /** The next message on a channel that is no keep-alive. */
  private Optional<CtapHid.Message> next(int channel) throws PadException {
    long end = System.nanoTime() + ANSWER.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<byte[]> packet = packets.receive(ANSWER);
      if (packet.isEmpty()) {
        return Optional.empty();
      }
      if (assembler.accept(packet.get()) instanceof CtapHid.Message m
          && m.channel() == channel
          && m.command() != CtapHid.KEEPALIVE) {
        return Optional.of(m);
      }
    }
    return Optional.empty();
  }

  private static byte[] bytesOf(Optional<CtapHid.Message> message) {
    return message.map(CtapHid.Message::bytes).orElse(Probe.NONE);
  }

  private static String describe(Optional<CtapHid.Message> message) {
    if (message.isEmpty()) {
      return "nothing";
    }
    String hex = HexFormat.of().formatHex(message.get().bytes());
    return switch (message.get().command()) {
      case CtapHid.ERROR -> "error " + hex;
      case CtapHid.MSG -> "answer " + hex.substring(Math.max(0, hex.length() - 4));
      default -> "command %02x".formatted(message.get().command());
    };
  }

  private static byte[] info() {
    return new byte[] {(byte) Probe.CLA, Probe.INFO, 0, 0, 0};
  }

  private static byte[] waitFor(byte tenths) {
    return new byte[] {(byte) Probe.CLA, Probe.WAIT, tenths, 0};
  }
}
