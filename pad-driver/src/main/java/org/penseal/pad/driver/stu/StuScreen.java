// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.protocol.StuCommands;
import org.penseal.pad.protocol.StuImage;
import org.penseal.pad.protocol.StuReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The screen of an STU pad: sends pictures whole or not at all. One caller at a time. */
final class StuScreen {
  private static final Logger LOG = LoggerFactory.getLogger(StuScreen.class);

  private final ReportLink link;
  private final StuTurns turns;
  private final PadIdentity identity;
  private @Nullable PadPicture shown;

  StuScreen(ReportLink link, PadIdentity identity) {
    this.link = link;
    this.turns = new StuTurns(link);
    this.identity = identity;
  }

  /** The latest picture, empty when the screen was made white since. */
  Optional<PadPicture> shown() {
    return Optional.ofNullable(shown);
  }

  void show(PadPicture picture, Pad.Progress progress) throws PadException {
    PadIdentity.Capability screen = identity.capability();
    if (picture.width() != screen.screenWidthPx() || picture.height() != screen.screenHeightPx()) {
      throw new IllegalArgumentException("picture is not of the screen's size");
    }
    StuImage image = StuImage.of(picture, screen);
    send(StuCommands.image(image, link.imageReportLength()), image.bytes().length, progress);
    shown = picture;
  }

  void showAt(PadPicture part, int left, int top) throws PadException {
    require(StuReport.START_IMAGE_AREA);
    PadPicture whole = whole().with(part, left, top);
    PadLayout.Area area =
        new PadLayout.Area(left, top, left + part.width() - 1, top + part.height() - 1);
    StuImage image = StuImage.of(part, identity.capability());
    send(
        StuCommands.image(image, area, link.imageReportLength()),
        image.bytes().length,
        (sent, all) -> {});
    shown = whole;
  }

  private PadPicture whole() {
    PadPicture known = shown;
    return known != null
        ? known
        : PadPicture.blank(
            identity.capability().screenWidthPx(), identity.capability().screenHeightPx());
  }

  void clear() throws PadException {
    turns.set(StuCommands.clearScreen());
    shown = null;
  }

  void clear(PadLayout.Area area) throws PadException {
    require(StuReport.CLEAR_SCREEN_AREA);
    turns.set(StuCommands.clearArea(area));
    if (shown != null) {
      shown = shown.with(PadPicture.blank(area.width(), area.height()), area.left(), area.top());
    }
  }

  private void require(int report) throws NotOffered {
    if (!identity.model().reports().containsKey(report)) {
      throw new NotOffered(identity.model().id(), NotOffered.What.PICTURE_AREA);
    }
  }

  private void send(List<byte[]> reports, int all, Pad.Progress progress) throws PadException {
    boolean done = false;
    try {
      turns.set(reports.getFirst());
      int sent = 0;
      for (byte[] report : reports.subList(1, reports.size())) {
        if (Thread.currentThread().isInterrupted()) {
          throw new PadException.Interrupted(new InterruptedException());
        }
        link.set(report);
        if (report[0] == StuReport.IMAGE_BLOCK) {
          sent += (report[1] & 0xFF) | (report[2] & 0xFF) << 8;
          progress.sent(sent, all);
        }
      }
      done = true;
    } finally {
      if (!done) {
        shown = null;
        forgetBegun();
      }
    }
  }

  /** Leaves a pad that can be used, whatever happened; the first failure is the one to tell. */
  private void forgetBegun() {
    boolean interrupted = Thread.interrupted();
    try {
      abandon();
      // An answer to a block may still be under way; when this one has come, it has too.
      turns.state();
    } catch (PadException e) {
      LOG.debug("pad did not take the end of a picture: {}", e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A host that died while it sent a picture leaves the pad waiting for the rest. */
  void abandon() throws PadException {
    try {
      link.set(StuCommands.abandonImage());
    } catch (PadException.Refused e) {
      LOG.debug("no picture was under way");
    }
  }
}
