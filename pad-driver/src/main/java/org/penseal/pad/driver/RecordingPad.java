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
import org.penseal.pad.PadPicture;
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
  public void show(PadPicture picture) throws PadException {
    pad.show(picture);
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
  public void close() {
    pad.close();
  }
}
