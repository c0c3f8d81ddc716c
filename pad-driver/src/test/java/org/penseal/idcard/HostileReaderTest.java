// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.transport.Transport;

/** What comes from a reader that means harm: every reading ends, in time and with a reason. */
@Tag("slow")
@Timeout(600)
class HostileReaderTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  // An answer may take 3 s; a card is asked for three times.
  private static final Duration MOST = Duration.ofSeconds(60);

  /** A line whose every reading is what the function makes of the latest command; never ends. */
  private static final class Flood implements Transport {
    private final Function<byte[], byte[]> made;
    private byte[] command = new byte[2];
    private boolean asked;

    Flood(Function<byte[], byte[]> made) {
      this.made = made;
    }

    @Override
    public int read(byte[] buffer, Duration timeout) {
      if (!asked) {
        return 0;
      }
      byte[] bytes = made.apply(command);
      int count = Math.min(bytes.length, buffer.length);
      System.arraycopy(bytes, 0, buffer, 0, count);
      return count;
    }

    @Override
    public void write(byte[] bytes) {
      command = new byte[] {bytes[7], bytes[8]};
      asked = true;
    }

    @Override
    public String uri() {
      return "flood:";
    }

    @Override
    public PadOrigin origin() {
      return PadOrigin.DEVICE;
    }

    @Override
    public void close() {}
  }

  private static IdCardException reading(Function<byte[], byte[]> made) {
    long start = System.nanoTime();
    IdCardReader reader = IdCardReader.over(new Flood(made));
    IdCardException e = assertThrows(IdCardException.class, () -> reader.read(SHORT));
    assertTrue(System.nanoTime() - start < MOST.toNanos(), "ends in time");
    return e;
  }

  // Noise, preambles alone, length 0, length 65535, length 4096 without an end.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "AA",
        "AAAAAA9669",
        "AAAAAA96690000",
        "AAAAAA9669FFFF",
        "AAAAAA96691000",
        "AAAAAA966900030000"
      })
  void endlessBytesEndTheReading(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.repeat(2048 / (hex.length() / 2)));
    reading(command -> bytes);
  }

  @Test
  void answerThatIsTheOneToAnotherCommandIsNoCard() {
    // Whatever is asked, a card was found.
    byte[] found = SdtFrame.encode(new byte[] {0, 0, (byte) 0x9F, 0, 0, 0, 0});
    assertTrue(reading(command -> found) instanceof IdCardException.ReaderRefused);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1025, 2048})
  void photoOfAnotherLengthIsRefusedBeforeADecoderSeesIt(int length) {
    byte[] text = CardText.encode(ReaderFaultsTest.card("演示人"));
    byte[] data =
        ByteBuffer.allocate(7 + text.length + length)
            .put(new byte[] {0, 0, (byte) 0x90})
            .putShort((short) text.length)
            .putShort((short) length)
            .put(text)
            .array();
    IdCardException e =
        reading(
            command ->
                SdtFrame.encode(
                    switch (command[0]) {
                      case 0x20 ->
                          new byte[] {0, 0, (byte) (command[1] == 1 ? 0x9F : 0x90), 0, 0, 0, 0};
                      default -> data;
                    }));
    assertTrue(e instanceof IdCardException.Malformed, e.toString());
  }
}
