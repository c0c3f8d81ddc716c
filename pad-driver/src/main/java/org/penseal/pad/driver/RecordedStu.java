// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.driver.stu.PenReports;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.transport.Recording;

/** The course of a recording of an STU pad, serial or HID. */
final class RecordedStu implements RecordedCapture.Course {
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

  /** Drawing is being switched on: what comes before the pad's answer is none of the capture. */
  private boolean switchingOn;

  private boolean gone;
  private int captures;
  private @Nullable Ink ink;
  private @Nullable PadException failure;

  RecordedStu(Recording recording, PadCatalog catalog) {
    this.catalog = catalog;
    this.framed =
        recording.passages().stream()
            .noneMatch(
                p ->
                    p.kind() == Recording.Kind.FEATURE_GOT
                        || p.kind() == Recording.Kind.FEATURE_SET);
  }

  @Override
  public void take(Recording.Passage passage) throws PadException {
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
      case CAPTURE_BEGAN, CAPTURE_ENDED, HOST_PRESSED -> {
        // The reports with which the host says so to the pad count.
      }
    }
    if (failure != null) {
      throw failure;
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
      if (framed) {
        switchingOn = true;
      } else {
        counting.run();
      }
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
    InkKeeper ink = keeper;
    if (PenReport.isPen(report)) {
      if (ink != null) {
        PenReports.give(report, nanos, ink);
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
      case StuReport.SET_RESULT -> draws();
      case StuReport.UID2, StuReport.ESERIAL ->
          serialNumber = StuAnswers.text(report, report[0] & 0xFF);
      case StuReport.UID -> serialNumber = HexFormat.of().formatHex(report, 1, report.length);
      default -> {
        // Nothing else says who the pad is.
      }
    }
  }

  private void draws() {
    if (switchingOn && keeper != null) {
      switchingOn = false;
      keeper.drawing();
      keeper.run();
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
        : new PadIdentity(known, serialNumber, firmware, sizes, PadOrigin.RECORDED);
  }

  @Override
  public RecordedCapture.Result result() throws PadException {
    PadIdentity identity = identity();
    if (identity == null) {
      throw new PadException.UnreadableFile(Recording.FORMAT, Why.FORMAT);
    }
    end();
    Ink last = ink == null ? new Ink(identity.space(), List.of(), 0) : ink;
    return new RecordedCapture.Result(identity, last, captures, gone, received.dropped());
  }
}
