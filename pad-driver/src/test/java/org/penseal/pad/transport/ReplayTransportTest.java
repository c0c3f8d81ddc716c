// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;

/** The contract over a replay, whose recording is that of an echo. */
class ReplayTransportTest extends TransportContract {
  private Transport replay = new ReplayTransport(new Recording(List.of()));

  @Override
  Transport echoing() {
    byte[] all = everyByte();
    Recording.Passage sent = Recording.Passage.of(0, Recording.Kind.SENT, all, all.length);
    Recording.Passage came = Recording.Passage.of(10, Recording.Kind.RECEIVED, all, all.length);
    Recording.Passage more = Recording.Passage.of(20, Recording.Kind.SENT, all, all.length);
    replay = new ReplayTransport(new Recording(List.of(sent, came, more)));
    return replay;
  }

  @Override
  void unplug() {
    replay.close();
  }

  @Test
  void hostThatSendsSomethingElseFindsThePadGone() {
    Transport transport = echoing();
    assertThrows(PadException.Gone.class, () -> transport.write(new byte[] {9}));
  }

  @Test
  void recordingIsTheSameAfterItsTextForm() throws Exception {
    Recorder kept = Recorder.inMemory();
    kept.fact("model", "an echo");
    RecordingTransport recorder = new RecordingTransport(echoing(), kept);
    recorder.write(everyByte());
    byte[] buffer = new byte[100];
    while (recorder.read(buffer, Duration.ofMillis(10)) > 0) {
      // Until nothing is left.
    }
    Recording recording = kept.recording();
    assertEquals(4, recording.passages().size());
    assertEquals(recording, Recording.parse(recording.toText()));
    assertArrayEquals(everyByte(), recording.passages().getFirst().bytes());
  }

  @Test
  void recordingThatIsFullSaysSo() throws Exception {
    Recorder kept = Recorder.inMemory();
    for (int i = 0; i < 500_000; i++) {
      kept.captureBegan();
    }
    assertNull(kept.recording().facts().get("cut"));
    kept.captureBegan();
    assertEquals("500000 pieces", kept.recording().facts().get("cut"));
    assertEquals(500_000, kept.recording().passages().size());
  }

  @Test
  void wrongLineIsNamedAndOneThatACrashCutOffIsLeftOut() throws Exception {
    String begin = Recording.HEADER + "\n# model: x\n@1 < 00ff\n";
    for (String wrong : List.of("@1 ? 00", "@1 <", "@1 < 0", "@-1 < 00", "@x < 00", "nonsense")) {
      PadException.UnreadableFile e =
          assertThrows(
              PadException.UnreadableFile.class,
              () -> Recording.parse(begin + wrong + "\n@2 !\n"),
              wrong);
      assertEquals(4, e.line);
    }
    assertEquals(1, Recording.parse(begin + "@22 > 0").passages().size());
    assertEquals(2, Recording.parse(begin + "@22 !").passages().size());
    assertEquals("x", Recording.parse(begin).facts().get("model"));
    assertThrows(PadException.UnreadableFile.class, () -> Recording.parse("@1 < 00ff\n"));
  }

  @Test
  void fileHasEveryPieceAtOnceWithoutBeingClosed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.rec");
    try (Recorder recorder = Recorder.into(file)) {
      FeatureTransport device = new RecordingFeatureTransport(new NoFeatures(echoing()), recorder);
      device.setFeature(new byte[] {3, 4});
      assertThrows(PadException.Gone.class, () -> device.getFeature(9, 17));
      device.write(everyByte());
      Recording now = Recording.parse(Files.readString(file));
      assertEquals(
          List.of(Recording.Kind.FEATURE_SET, Recording.Kind.FEATURE_REFUSED, Recording.Kind.SENT),
          now.passages().stream().map(Recording.Passage::kind).toList());
    }
  }

  /** A device that takes feature reports and has none. */
  private record NoFeatures(Transport inner) implements FeatureTransport {
    @Override
    public byte[] getFeature(int id, int length) throws PadException {
      throw new PadException.Gone(uri(), null);
    }

    @Override
    public void setFeature(byte[] report) {
      // Taken.
    }

    @Override
    public byte[] reportDescriptor() {
      return new byte[0];
    }

    @Override
    public String uri() {
      return inner.uri();
    }

    @Override
    public PadOrigin origin() {
      return inner.origin();
    }

    @Override
    public void write(byte[] bytes) throws PadException {
      inner.write(bytes);
    }

    @Override
    public int read(byte[] into, Duration timeout) throws PadException {
      return inner.read(into, timeout);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
