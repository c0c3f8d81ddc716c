// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.Recording;

/**
 * The last capture of a recording, by the same decoder, parser and counters as an open pad, but on
 * one thread and by the recording's own times: the same recording always gives the same ink, to the
 * bit, times of the host included.
 *
 * <p>A capture begins where the host switched drawing on and ends where it switched it off, where a
 * button was pressed, or with the recording.
 */
public final class RecordedCapture {
  private static final int TIME_AND_SEQUENCE = 3;

  private final PadCatalog catalog;
  private final boolean framed;
  private final StuFrameDecoder sent = new StuFrameDecoder();
  private final StuFrameDecoder received = new StuFrameDecoder();
  private long nanos;
  private @Nullable PadModel model;
  private String firmware = "";
  private String serialNumber = "";
  private PadIdentity.@Nullable Capability capability;
  private @Nullable InkKeeper keeper;
  private boolean capturing;
  private boolean gone;
  private int captures;
  private @Nullable Ink ink;
  private @Nullable PadException failure;

  private RecordedCapture(Recording recording, PadCatalog catalog) {
    this.catalog = catalog;
    this.framed =
        recording.passages().stream()
            .noneMatch(
                p ->
                    p.kind() == Recording.Kind.FEATURE_GOT
                        || p.kind() == Recording.Kind.FEATURE_SET);
  }

  /**
   * What a recording says.
   *
   * @param identity what the pad said of itself
   * @param ink reports of the last capture, none of another
   * @param captures how often drawing was switched on
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

  /**
   * Plays a recording.
   *
   * @throws PadException.UnknownModel when the pad that was recorded is not in the catalogue
   * @throws PadException.Malformed when its answers are none
   * @throws PadException.UnreadableFile when nothing in the recording says which pad it is
   */
  public static Result of(Recording recording, PadCatalog catalog, Pace pace) throws PadException {
    RecordedCapture capture = new RecordedCapture(recording, catalog);
    for (Recording.Passage passage : recording.passages()) {
      pace.before(passage.micros());
      capture.take(passage);
      if (capture.failure != null) {
        throw capture.failure;
      }
    }
    return capture.result();
  }

  private void take(Recording.Passage passage) {
    nanos = passage.micros() * 1000;
    byte[] bytes = passage.bytes();
    switch (passage.kind()) {
      case SENT -> sent.accept(bytes, bytes.length, this::command);
      case FEATURE_SET -> command(bytes);
      case RECEIVED -> {
        if (framed) {
          received.accept(bytes, bytes.length, this::report);
        } else {
          report(bytes);
        }
      }
      case FEATURE_GOT -> report(bytes);
      case FEATURE_REFUSED -> {
        // The pad lacks the report, as the driver found out too.
      }
      case GONE -> gone = true;
    }
  }

  private void command(byte[] report) {
    int id = report[0] & 0xFF;
    int value = report.length > 1 ? report[1] : 0;
    InkKeeper counting = keeper();
    if (counting == null) {
      return;
    }
    if (id == StuReport.PEN_OPTION_MODE && value == TIME_AND_SEQUENCE) {
      counting.countersRestart();
    } else if (id == StuReport.INKING_MODE && value == 0) {
      end();
    } else if (id == StuReport.INKING_MODE) {
      end();
      counting.hold();
      counting.run();
      capturing = true;
      captures++;
    }
  }

  private void end() {
    if (capturing && keeper != null) {
      ink = keeper.stop();
      capturing = false;
    }
  }

  private void report(byte[] report) {
    if (PenReport.fits(report)) {
      if (keeper != null) {
        keeper.accept(report, nanos);
      }
      return;
    }
    try {
      answer(report);
    } catch (PadException e) {
      failure = failure == null ? e : failure;
    }
  }

  private void answer(byte[] report) throws PadException {
    switch (report[0] & 0xFF) {
      case StuReport.INFORMATION -> {
        StuAnswers.Information information = StuAnswers.Information.decode(report);
        firmware = information.firmware();
        String name = information.modelName();
        model = catalog.byReportedName(name).orElse(null);
        if (model == null) {
          throw new PadException.UnknownModel(name);
        }
      }
      case StuReport.CAPABILITY -> capability = StuAnswers.capability(report);
      case StuReport.UID2, StuReport.ESERIAL ->
          serialNumber = StuAnswers.text(report, report[0] & 0xFF);
      case StuReport.UID -> serialNumber = HexFormat.of().formatHex(report, 1, report.length);
      default -> {
        // Nothing else says who the pad is.
      }
    }
  }

  private @Nullable InkKeeper keeper() {
    PadIdentity identity = keeper == null ? identity() : null;
    if (identity != null) {
      keeper = new InkKeeper(identity, new PadEvents());
    }
    return keeper;
  }

  private @Nullable PadIdentity identity() {
    PadModel known = model;
    PadIdentity.Capability sizes = capability;
    return known == null || sizes == null
        ? null
        : new PadIdentity(known, serialNumber, firmware, sizes);
  }

  private Result result() throws PadException {
    PadIdentity identity = identity();
    if (identity == null) {
      throw new PadException.UnreadableFile(Recording.FORMAT, Why.FORMAT);
    }
    end();
    Ink last = ink == null ? new Ink(identity.space(), java.util.List.of(), 0) : ink;
    return new Result(identity, last, captures, gone, received.dropped());
  }
}
