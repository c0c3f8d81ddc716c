// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.link.PadHandshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual chip of the reference pad: one APDU in, one response out (docs/chip-protocol.md).
 *
 * <p>Every method takes the chip's own lock. The pad tells it, in the order in which they leave the
 * pad, of every pen report and every picture. Open for chips that do something wrong on purpose,
 * which the tests of the conformance runner need.
 */
public class SimulatedChip {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedChip.class);
  private static final Duration CASE_TIMEOUT = Duration.ofMinutes(10);
  private static final int MAX_TRIES = 5;
  private static final int CLA = 0xB0;
  private static final int LARGEST_ATTRIBUTES_BYTES = 1 << 20;

  private static final int WAIT = 0x14;
  private static final int LONGEST_WAIT = 20;

  private final DeviceIdentity device;
  private final byte[] pinDigest;
  private final MonotonicCounter counter;
  private final Clock clock;
  private final SecureRandom random;
  private final ChipOneTimeKey key;
  private final DataKey dataKey = new DataKey();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private byte[] screen;
  private int latestSequence;
  private int triesLeft = MAX_TRIES;
  private boolean opened;
  private @Nullable ChipCase open;

  SimulatedChip(
      DeviceIdentity device,
      byte[] pin,
      MonotonicCounter counter,
      Clock clock,
      SecureRandom random) {
    this(device, pin, counter, clock, random, new ChipOneTimeKey());
  }

  /** With another kind of one-time key. */
  SimulatedChip(
      DeviceIdentity device,
      byte[] pin,
      MonotonicCounter counter,
      Clock clock,
      SecureRandom random,
      ChipOneTimeKey key) {
    this.key = key;
    this.device = device;
    this.pinDigest = Sm2.sm3(pin);
    this.counter = counter;
    this.clock = clock;
    this.random = random;
    this.screen = Sm2.sm3(new byte[0]);
  }

  /** Serial number in the device's certificate. */
  public String serialNumber() {
    return device.serialNumber();
  }

  /** Catalogue id of the device's model. */
  public String model() {
    return device.model().id();
  }

  /** The pad numbers its pen reports from 1 again. */
  public synchronized void onSequenceRestart() {
    latestSequence = 0;
  }

  /** A pen report of eleven bytes leaves the pad. */
  public synchronized void onPen(byte[] report) {
    latestSequence = ((report[9] & 0xFF) << 8) | (report[10] & 0xFF);
    ChipCase c = live();
    if (c != null && c.pen(report, screen, clock.instant()) == PadButton.CANCEL) {
      close();
    }
  }

  /**
   * The screen now shows these packed one-bit rows.
   *
   * @return false when the chip cannot remember a further picture
   */
  public synchronized boolean onPicture(byte[] bits) {
    screen = Sm2.sm3(bits);
    ChipCase c = live();
    return c == null || c.shown(screen);
  }

  /** The screen was made white, which is no picture shown. */
  public synchronized void onBlank(byte[] bits) {
    screen = Sm2.sm3(bits);
  }

  /** Loses case, keys and the opened PIN, as without current. */
  public synchronized void powerLoss() {
    close();
    dataKey.forget();
    opened = false;
  }

  /** Loses case, one-time key and the opened PIN: another host may be there now. */
  public synchronized void linkLost() {
    close();
    opened = false;
  }

  /** The pad's side of the secure link; empty when it has none. */
  public Optional<PadHandshake> handshake() {
    return device.link().map(l -> new PadHandshake(l.key(), l.certificate(), random));
  }

  /** How long the command takes by its nature; only WAIT takes noticeable time. */
  Duration duration(byte[] apdu) {
    boolean waits = apdu.length > 2 && (apdu[0] & 0xFF) == CLA && apdu[1] == WAIT;
    return Duration.ofMillis(waits && apdu[2] <= LONGEST_WAIT ? Math.max(0, apdu[2]) * 100L : 0);
  }

  /** How often the chip says that it still works. */
  Duration keepAlive() {
    return Duration.ofMillis(100);
  }

  /** Whether a second command is refused while one runs. */
  boolean refusesSecond() {
    return true;
  }

  /** Does one command. */
  public synchronized byte[] execute(byte[] apdu) {
    try {
      Command command = Command.parse(apdu);
      if (command.cla != CLA) {
        throw new CommandRefused(CommandRefused.CLASS);
      }
      if (command.ins != Command.SIGN) {
        parts.reset();
      }
      byte[] data = run(command);
      if (data.length > command.expected) {
        throw new CommandRefused(CommandRefused.LENGTH);
      }
      return answer(data, 0x9000);
    } catch (CommandRefused e) {
      return answer(new byte[0], e.statusWord);
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("the simulated chip failed", e);
      return answer(new byte[0], CommandRefused.UNKNOWN);
    }
  }

  private static byte[] answer(byte[] data, int statusWord) {
    byte[] answer = Arrays.copyOf(data, data.length + 2);
    answer[data.length] = (byte) (statusWord >> 8);
    answer[data.length + 1] = (byte) statusWord;
    return answer;
  }

  byte[] run(Command command) throws CommandRefused, IOException, GeneralSecurityException {
    return switch (command.ins) {
      case 0x10 -> info();
      case 0x12 -> device.certificate().clone();
      case WAIT -> command.data;
      case 0x20 -> verifyPin(command.data);
      case 0x30 -> beginCase(command.data);
      case 0x32 -> beginCapture();
      case 0x40 -> generate();
      case 0x42 -> statement(command.data);
      case 0x44 -> request(command.data);
      case Command.SIGN -> sign(command);
      case 0x4E -> cancel();
      case 0x50 -> dataKey(command.data);
      case 0x52 -> opened().encrypt(command.data, random);
      case 0x54 -> opened().decrypt(command.data);
      default -> throw new CommandRefused(CommandRefused.INSTRUCTION);
    };
  }

  private byte[] info() {
    ChipCase c = live();
    boolean confirmed = c != null && c.confirmed();
    return ByteBuffer.allocate(18)
        .put((byte) 1)
        .put((byte) key.state().code)
        .put((byte) ((c == null ? 0 : 1) | (confirmed ? 2 : 0) | (dataKey.there() ? 4 : 0)))
        .put((byte) triesLeft)
        .putShort((short) (c == null ? 0 : c.attempts()))
        .putInt((int) (c == null ? 0 : c.reports()))
        .putLong(counter.value())
        .array();
  }

  private byte[] verifyPin(byte[] pin) throws CommandRefused {
    if (triesLeft == 0) {
      throw new CommandRefused(CommandRefused.BLOCKED);
    }
    if (pin.length < 8 || pin.length > 16) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    // Counted before it is compared, so that cutting the current does not give a free try.
    triesLeft--;
    opened = MessageDigest.isEqual(Sm2.sm3(pin), pinDigest);
    if (!opened) {
      throw new CommandRefused(0x63C0 | triesLeft);
    }
    triesLeft = MAX_TRIES;
    return new byte[0];
  }

  private byte[] beginCase(byte[] challenge) throws CommandRefused {
    if (!opened) {
      throw new CommandRefused(CommandRefused.SECURITY);
    }
    if (challenge.length < 16 || challenge.length > 32) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    close();
    key.forget();
    open = newCase(challenge, clock.instant(), device.model().layout());
    return new byte[0];
  }

  ChipCase newCase(byte[] challenge, Instant now, PadLayout layout) {
    return new ChipCase(challenge, now, layout);
  }

  private byte[] beginCapture() throws CommandRefused {
    requireCase().beginCapture(screen);
    int sequence = latestSequence + 1;
    int attempts = requireCase().attempts();
    return ByteBuffer.allocate(4).putShort((short) attempts).putShort((short) sequence).array();
  }

  private byte[] generate() throws CommandRefused, IOException {
    requireCase();
    return key.generate(random);
  }

  private byte[] statement(byte[] manifestDigest)
      throws CommandRefused, IOException, GeneralSecurityException {
    ChipCase c = requireCase();
    if (manifestDigest.length != 32) {
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    if (!c.confirmed() || c.stated() || key.state() != ChipOneTimeKey.State.GENERATED) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    byte[] der =
        StatementDer.make(device, c, key.publicKeyInfo(), manifestDigest, counter.next(), random);
    c.stated(der);
    return der;
  }

  private byte[] request(byte[] requestInfo) throws CommandRefused {
    if (!requireCase().stated()) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    return key.signRequest(requestInfo, random);
  }

  private byte[] sign(Command command) throws CommandRefused {
    ChipCase c = requireCase();
    if (!c.confirmed() || !c.stated() || key.state() != ChipOneTimeKey.State.REQUESTED) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    if (parts.size() + command.data.length > LARGEST_ATTRIBUTES_BYTES) {
      parts.reset();
      throw new CommandRefused(CommandRefused.LENGTH);
    }
    parts.writeBytes(command.data);
    if (command.more) {
      return new byte[0];
    }
    byte[] attributes = parts.toByteArray();
    parts.reset();
    byte[] signature = key.signDocument(attributes, random);
    open = null;
    return signature;
  }

  private DataKey opened() throws CommandRefused {
    if (!opened) {
      throw new CommandRefused(CommandRefused.SECURITY);
    }
    return dataKey;
  }

  private byte[] dataKey(byte[] imported) throws CommandRefused {
    opened().set(imported, random);
    return new byte[0];
  }

  private byte[] cancel() {
    close();
    return new byte[0];
  }

  private void close() {
    open = null;
    parts.reset();
    key.destroy();
  }

  /** The open case; one that took too long is closed now. */
  private @Nullable ChipCase live() {
    ChipCase c = open;
    if (c != null && clock.instant().isAfter(c.begun.plus(CASE_TIMEOUT))) {
      close();
      return null;
    }
    return c;
  }

  private ChipCase requireCase() throws CommandRefused {
    ChipCase c = live();
    if (c == null) {
      throw new CommandRefused(CommandRefused.CONDITIONS);
    }
    return c;
  }
}
