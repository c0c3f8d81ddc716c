// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.Recording;

/**
 * Every recording of {@code testdata/recordings} gives the ink that stands beside it: a fault of
 * the field becomes a test by putting its recording there, with the file {@code .expected}.
 */
class RecordingsTest {
  private static final Path FOLDER = Path.of("..", "testdata", "recordings");

  private static Recording read(String name) throws Exception {
    return Recording.parse(Files.readString(FOLDER.resolve(name + ".rec")));
  }

  private static Ink ink(Recording recording) throws PadException {
    return RecordedCapture.of(recording, PadRig.CATALOG, micros -> {}).ink();
  }

  @Test
  void everyRecordingGivesTheInkThatIsExpected() throws Exception {
    PadRig.provider();
    List<Path> recordings = RecordingFiles.in(FOLDER);
    assertTrue(recordings.size() >= 11, "the recordings were found");
    for (Path file : recordings) {
      Path expected = Path.of(file.toString().replaceAll("\\.rec$", ".expected"));
      // Without one the message says what to put there.
      assertEquals(
          Files.exists(expected) ? Files.readString(expected) : "",
          RecordingFiles.expectation(Recording.parse(Files.readString(file))),
          file.toString());
    }
  }

  @Test
  void replayIsTheSameToTheBitTimesOfTheHostIncluded() throws Exception {
    Recording recording = read("signed");
    Ink ink = ink(recording);
    assertEquals(ink, ink(recording));
    assertTrue(ink.samples().getFirst().hostNanos() > 0);
    // However the bytes are cut into pieces.
    List<Recording.Passage> pieces = new ArrayList<>();
    for (Recording.Passage p : recording.passages()) {
      for (int i = 0; i < p.hex().length(); i += 2) {
        pieces.add(new Recording.Passage(p.micros(), p.kind(), p.hex().substring(i, i + 2)));
      }
    }
    assertEquals(ink, ink(new Recording(pieces)));
  }

  @Test
  void faultsOfTheFieldAreSeen() throws Exception {
    assertEquals(1, ink(read("lost-report")).lostReports());
    assertEquals(ink(read("signed")), ink(read("noise-between-frames")));
    RecordedCapture.Result broken =
        RecordedCapture.of(read("unplugged-in-a-stroke"), PadRig.CATALOG, micros -> {});
    assertTrue(broken.gone());
    assertTrue(broken.ink().samples().getLast().touching(), "the stroke was not finished");
  }

  @Test
  void sameReportsOverHidGiveTheSameInk() throws Exception {
    List<Recording.Passage> passages = new ArrayList<>();
    StuFrameDecoder sent = new StuFrameDecoder();
    StuFrameDecoder received = new StuFrameDecoder();
    for (Recording.Passage p : read("signed").passages()) {
      boolean out = p.kind() == Recording.Kind.SENT;
      (out ? sent : received)
          .accept(
              p.bytes(),
              p.bytes().length,
              report -> {
                int id = report[0] & 0xFF;
                Recording.Kind pen =
                    PenReport.fits(report) ? Recording.Kind.RECEIVED : Recording.Kind.FEATURE_GOT;
                if (id != StuReport.GET && id != StuReport.SET_RESULT) {
                  passages.add(
                      new Recording.Passage(
                          p.micros(),
                          out ? Recording.Kind.FEATURE_SET : pen,
                          HexFormat.of().formatHex(report)));
                }
              });
    }
    assertEquals(ink(read("signed")), ink(new Recording(passages)));
  }

  @Test
  void recordingOfAPadThatSendsByItselfNeedsItsModelAndADigitizersItsDescriptor() throws Exception {
    Recording digitizer = read("hid-digitizer");
    Recording unnamed = new Recording(digitizer.passages());
    assertThrows(PadException.UnreadableFile.class, () -> ink(unnamed));
    Recording undescribed = new Recording(Map.of("model", "hid-digitizer"), digitizer.passages());
    assertThrows(PadException.Malformed.class, () -> ink(undescribed));
    Recording unknown = new Recording(Map.of("model", "no-such-pad"), digitizer.passages());
    assertThrows(PadException.UnknownModel.class, () -> ink(unknown));
  }

  @Test
  void paceIsToldOfEveryPassageInOrder() throws Exception {
    Recording recording = read("signed");
    List<Long> times = new ArrayList<>();
    RecordedCapture.of(recording, PadRig.CATALOG, times::add);
    assertEquals(recording.passages().stream().map(Recording.Passage::micros).toList(), times);
  }

  @Test
  void recordingOfAnUnknownOrUnnamedPadIsRefused() throws Exception {
    Recording nothing = new Recording(List.of());
    assertThrows(PadException.UnreadableFile.class, () -> ink(nothing));
    // Report 08 with the name STU-999, as a HID answer.
    Recording other =
        new Recording(
            List.of(
                new Recording.Passage(
                    1, Recording.Kind.FEATURE_GOT, "085354552d39393900000100000200000000")));
    assertThrows(PadException.class, () -> ink(other));
  }
}
