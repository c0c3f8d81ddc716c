// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.UnreadableFile.Why;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.driver.capture.InkKeeper;
import org.penseal.pad.driver.capture.PadEvents;
import org.penseal.pad.driver.stream.Families;
import org.penseal.pad.driver.stream.StreamDecoder;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.transport.Recording;

/** The course of a recording of a pad that sends by itself. */
final class RecordedStream implements RecordedCapture.Course, StreamDecoder.Sink {
  private final PadIdentity identity;
  private final PenMessage.Parser parser;
  private final StreamDecoder decoder;
  private final InkKeeper keeper;
  private boolean capturing;
  private boolean gone;
  private int captures;
  private @Nullable Ink ink;

  /**
   * At the beginning.
   *
   * @param descriptor report descriptor of the device, empty when it has none
   */
  RecordedStream(PadModel model, byte[] descriptor) throws PadException {
    Families.Reading reading = Families.reading(model, descriptor);
    this.identity = Families.identity(reading.model(), PadOrigin.RECORDED);
    this.parser = reading.parser();
    this.decoder = new StreamDecoder(reading.model());
    this.keeper = new InkKeeper(identity, new PadEvents());
  }

  @Override
  public void take(Recording.Passage passage) throws PadException {
    byte[] bytes = passage.bytes();
    switch (passage.kind()) {
      case RECEIVED -> decoder.accept(bytes, bytes.length, passage.micros() * 1000, this);
      case CAPTURE_BEGAN -> {
        end();
        keeper.hold();
        keeper.run();
        capturing = true;
        captures++;
      }
      case CAPTURE_ENDED -> end();
      case HOST_PRESSED -> press(bytes[0]);
      case GONE -> gone = true;
      case SENT, FEATURE_SET, FEATURE_GOT, FEATURE_REFUSED -> {
        // What the host says does not change what the pen does.
      }
    }
  }

  private void press(int button) throws PadException {
    if (button < 0 || button >= PadButton.values().length) {
      throw new PadException.UnreadableFile(Recording.FORMAT, Why.FORMAT);
    }
    keeper.press(PadButton.values()[button]);
  }

  private void end() {
    if (capturing) {
      ink = keeper.stop();
      capturing = false;
    }
  }

  @Override
  public void onReport(byte[] report, long hostNanos) {
    switch (parser.accept(report)) {
      case PenMessage.Position p -> keeper.accept(p, hostNanos);
      case PenMessage.Left left -> keeper.left(hostNanos);
      case PenMessage.Key key -> keeper.press(key.button());
      case PenMessage.Broken broken -> onBroken(1);
      case PenMessage.Answer answer -> {
        // Nobody waits for it.
      }
      case PenMessage.Nothing nothing -> {
        // Nothing.
      }
    }
  }

  @Override
  public void onBroken(long count) {
    keeper.broken(count);
  }

  @Override
  public RecordedCapture.Result result() {
    end();
    Ink last = ink == null ? new Ink(identity.space(), List.of(), 0) : ink;
    return new RecordedCapture.Result(identity, last, captures, gone, decoder.dropped());
  }
}
