// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.time.Duration;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadSettings;
import org.penseal.pad.SecureElement;
import org.penseal.pad.simulator.SimulatedDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated pad with somebody beside it: tells the customer when a capture begins, and presses at
 * the workstation what the customer nods to.
 */
final class AttendedPad implements Pad {
  private static final Logger LOG = LoggerFactory.getLogger(AttendedPad.class);

  private final Pad pad;
  private final SimulatedDevice device;

  /** Attends to a pad, which it closes too. */
  AttendedPad(Pad pad, SimulatedDevice device) {
    this.pad = pad;
    this.device = device;
    device.workstation(this::nodded);
  }

  private void nodded(PadButton button) {
    try {
      pad.press(button);
    } catch (PadException e) {
      LOG.debug("the pad is gone", e);
    }
  }

  @Override
  public PadIdentity identity() {
    return pad.identity();
  }

  @Override
  public void show(PadPicture picture, Progress progress) throws PadException {
    pad.show(picture, progress);
  }

  @Override
  public PadPicture.Depth depth() {
    return pad.depth();
  }

  @Override
  public void clear() throws PadException {
    pad.clear();
  }

  @Override
  public void startCapture() throws PadException {
    pad.startCapture();
    tell();
  }

  @Override
  public void restartCapture() throws PadException {
    pad.restartCapture();
    tell();
  }

  private void tell() {
    if (!device.hearsOfCaptures()) {
      device.captureBegins();
    }
  }

  @Override
  public void press(PadButton button) throws PadException {
    pad.press(button);
  }

  @Override
  public long lineFaults() {
    return pad.lineFaults();
  }

  @Override
  public Optional<PadEvent> next(Duration timeout) throws PadException {
    return pad.next(timeout);
  }

  @Override
  public Ink stopCapture() throws PadException {
    return pad.stopCapture();
  }

  @Override
  public void showAt(PadPicture part, int left, int top) throws PadException {
    pad.showAt(part, left, top);
  }

  @Override
  public void clear(PadLayout.Area area) throws PadException {
    pad.clear(area);
  }

  @Override
  public PadSettings settings() throws PadException {
    return pad.settings();
  }

  @Override
  public void reset() throws PadException {
    pad.reset();
  }

  @Override
  public Link link() {
    return pad.link();
  }

  @Override
  public boolean penEncrypted() {
    return pad.penEncrypted();
  }

  @Override
  public SecureElement secureElement() throws PadException {
    return pad.secureElement();
  }

  @Override
  public void leave(PadPicture last) {
    pad.leave(last);
  }

  @Override
  public void close() {
    pad.close();
  }
}
