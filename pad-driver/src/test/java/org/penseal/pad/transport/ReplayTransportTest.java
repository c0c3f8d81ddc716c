// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;

/** The contract over a replay, whose recording is that of an echo. */
class ReplayTransportTest extends TransportContract {
  private Transport replay = new ReplayTransport(new Recording(List.of()));

  @Override
  Transport echoing() {
    byte[] all = everyByte();
    Recording.Passage sent = Recording.Passage.of(0, true, all, all.length);
    Recording.Passage came = Recording.Passage.of(10, false, all, all.length);
    Recording.Passage more = Recording.Passage.of(20, true, all, all.length);
    replay = new LoggingTransport(new ReplayTransport(new Recording(List.of(sent, came, more))));
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
    RecordingTransport recorder = new RecordingTransport(echoing());
    recorder.write(everyByte());
    byte[] buffer = new byte[100];
    while (recorder.read(buffer, Duration.ofMillis(10)) > 0) {
      // Until nothing is left.
    }
    Recording recording = recorder.recording();
    assertEquals(4, recording.passages().size());
    assertEquals(recording, Recording.parse(recording.toText()));
    assertArrayEquals(everyByte(), recording.passages().getFirst().bytes());
    assertThrows(IllegalArgumentException.class, () -> Recording.parse("@1 ? 00\nnonsense"));
  }
}
