// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.transport.Transport;

/**
 * One command and its answer over a transport: whole frames over a serial line, and over HID in
 * reports of 64 bytes without an id, the last one filled up with zeros. One thread at a time.
 */
final class SdtLine {
  private static final int REPORT = 64;

  /** How long more is waited for the answer after something damaged came. */
  private static final Duration GRACE = TimeoutFactor.on(Duration.ofMillis(200));

  private final Transport transport;
  private final boolean reports;
  private final SdtFrame.Decoder decoder = new SdtFrame.Decoder();

  SdtLine(Transport transport, boolean reports) {
    this.transport = transport;
    this.reports = reports;
  }

  /**
   * The payload of the answer: three status bytes and data.
   *
   * @throws IdCardException.Malformed when only something damaged came
   */
  byte[] exchange(int command, Duration patience) throws IdCardException {
    try {
      byte[] buffer = new byte[2048];
      dropLateAnswers(buffer);
      send(SdtFrame.encode(new byte[] {(byte) (command >> 8), (byte) command}));
      return answer(command, buffer, patience);
    } catch (PadException.Interrupted e) {
      throw new IdCardException.ReaderSilent(command);
    } catch (PadException e) {
      throw new IdCardException.ReaderUnavailable(transport.uri(), e);
    }
  }

  private void send(byte[] frame) throws PadException {
    if (!reports) {
      transport.write(frame);
      return;
    }
    for (int at = 0; at < frame.length; at += REPORT) {
      byte[] report = new byte[1 + REPORT];
      System.arraycopy(frame, at, report, 1, Math.min(REPORT, frame.length - at));
      transport.write(report);
    }
  }

  private byte[] answer(int command, byte[] buffer, Duration patience)
      throws IdCardException, PadException {
    long end = System.nanoTime() + patience.toNanos();
    IdCardException.@Nullable Malformed damage = null;
    while (true) {
      try {
        Optional<byte[]> payload = decoder.next();
        if (payload.isPresent()) {
          return complete(payload.get());
        }
      } catch (IdCardException.Malformed e) {
        // The answer may follow the noise.
        damage = damage == null ? e : damage;
        end = Math.min(end, System.nanoTime() + GRACE.toNanos());
        continue;
      }
      long left = end - System.nanoTime();
      if (left > 0) {
        decoder.add(buffer, transport.read(buffer, Duration.ofNanos(left)));
      } else if (decoder.giveUp()) {
        damage = damage == null ? new IdCardException.Malformed("whole frame") : damage;
      } else {
        throw damage == null ? new IdCardException.ReaderSilent(command) : damage;
      }
    }
  }

  private static byte[] complete(byte[] payload) throws IdCardException.Malformed {
    if (payload.length < 3) {
      throw new IdCardException.Malformed("status");
    }
    return payload;
  }

  /** An answer does not say which command it belongs to, so nothing may be left of earlier ones. */
  private void dropLateAnswers(byte[] buffer) throws PadException {
    decoder.clear();
    for (int i = 0; i < 64 && transport.read(buffer, Duration.ZERO) > 0; i++) {
      // Read away.
      decoder.clear();
    }
  }

  PadOrigin origin() {
    return transport.origin();
  }

  void close() {
    transport.close();
  }
}
