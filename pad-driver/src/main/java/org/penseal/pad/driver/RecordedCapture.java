// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.HexFormat;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.transport.Recording;

/**
 * The last capture of a recording, by the same decoder, parser and counters as an open pad, but on
 * one thread and by the recording's own times: the same recording always gives the same ink, to the
 * bit, times of the host included.
 *
 * <p>A capture of an STU pad begins where the host switched drawing on and ends where it switched
 * it off; that of a pad which sends by itself where the recording says so. Both end where a button
 * was pressed, or with the recording.
 */
public final class RecordedCapture {
  private RecordedCapture() {}

  /**
   * What a recording says.
   *
   * @param identity what the pad said of itself
   * @param ink reports of the last capture, none of another
   * @param captures how often one was begun
   * @param gone whether the line broke while it was recorded
   * @param droppedFrames frames of the pad that were cut off or damaged
   */
  public record Result(
      PadIdentity identity, Ink ink, int captures, boolean gone, long droppedFrames) {}

  /** Is told of each passage before it is done, to wait as long as the recording did. */
  @FunctionalInterface
  public interface Pace {
    /** At a time of the recording, microseconds. */
    void before(long micros) throws PadException;
  }

  /** What a pad of one kind makes of the passages, in order. */
  interface Course {
    void take(Recording.Passage passage) throws PadException;

    /** What came out, once there are no more. */
    Result result() throws PadException;
  }

  /**
   * Plays a recording.
   *
   * @throws PadException.UnknownModel when the pad that was recorded is not in the catalogue
   * @throws PadException.Malformed when its answers, or its report descriptor, are none
   * @throws PadException.UnreadableFile when nothing in the recording says which pad it is
   */
  public static Result of(Recording recording, PadCatalog catalog, Pace pace) throws PadException {
    Course course = course(recording, catalog);
    for (Recording.Passage passage : recording.passages()) {
      pace.before(passage.micros());
      course.take(passage);
    }
    return course.result();
  }

  /** An STU pad names itself; of any other the recording must tell the model. */
  private static Course course(Recording recording, PadCatalog catalog) throws PadException {
    String name = recording.facts().getOrDefault("model", "");
    Optional<PadModel> told = catalog.byId(name);
    if (!name.isEmpty() && told.isEmpty()) {
      throw new PadException.UnknownModel(name);
    }
    return told.isEmpty() || told.get().family() == PadModel.Family.STU
        ? new RecordedStu(recording, catalog)
        : new RecordedStream(told.get(), descriptor(recording));
  }

  private static byte[] descriptor(Recording recording) throws PadException {
    try {
      return HexFormat.of().parseHex(recording.facts().getOrDefault("report-descriptor", ""));
    } catch (IllegalArgumentException e) {
      throw new PadException.UnreadableFile(Recording.FORMAT, Why.FORMAT);
    }
  }
}
