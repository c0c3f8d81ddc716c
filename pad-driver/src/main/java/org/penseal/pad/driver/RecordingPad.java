// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

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
import org.penseal.pad.transport.Recorder;

/** Tells a recorder of what the host does with a pad and no report says: captures and presses. */
final class RecordingPad implements Pad {
  private final Pad pad;
  private final Recorder recorder;

  /** Decorates a pad and closes it too; the recorder stays open. */
  RecordingPad(Pad pad, Recorder recorder) {
    this.pad = pad;
    this.recorder = recorder;
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
  public void showAt(PadPicture part, int left, int top) throws PadException {
    pad.showAt(part, left, top);
  }

  @Override
  public PadPicture.Depth depth() {
    return pad.depth();
  }

  @Override
  public PadSettings settings() throws PadException {
    return pad.settings();
  }

  @Override
  public void clear(PadLayout.Area area) throws PadException {
    pad.clear(area);
  }

  @Override
  public void reset() throws PadException {
    pad.reset();
  }

  @Override
  public boolean penEncrypted() {
    return pad.penEncrypted();
  }

  @Override
  public void clear() throws PadException {
    pad.clear();
  }

  @Override
  public void startCapture() throws PadException {
    recorder.captureBegan();
    pad.startCapture();
  }

  @Override
  public void press(PadButton button) throws PadException {
    pad.press(button);
    recorder.pressed(button);
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
  public void restartCapture() throws PadException {
    recorder.captureBegan();
    pad.restartCapture();
  }

  @Override
  public Ink stopCapture() throws PadException {
    Ink ink = pad.stopCapture();
    recorder.captureEnded();
    return ink;
  }

  @Override
  public SecureElement secureElement() throws PadException {
    return pad.secureElement();
  }

  @Override
  public Link link() {
    return pad.link();
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
