// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.time.Duration;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.protocol.EpadReports;
import org.penseal.pad.protocol.HanvonReports;
import org.penseal.pad.protocol.TopazPackets;
import org.penseal.pad.protocol.hid.DigitizerReports;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.Transport;

/** Opens pads of the families that send by themselves, each with its parser and its commands. */
final class Families {
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private Families() {}

  /** A Topaz pad at a serial line. */
  static Pad topaz(Transport line, PadModel model) throws PadException {
    StreamPad.Commands commands =
        new StreamPad.Commands() {
          @Override
          public void clear(StreamPad pad) throws PadException {
            if (model.serial().orElseThrow().clear().isPresent()) {
              int command = model.serial().orElseThrow().clear().get();
              line.write(new byte[] {(byte) command});
            }
          }
        };
    return StreamPad.open(line, model, new TopazPackets(model), commands);
  }

  /** A Hanvon pad; it is silent until it was initialised and opened. */
  static Pad hanvon(FeatureTransport device, PadModel model) throws PadException {
    StreamPad.Commands commands =
        new StreamPad.Commands() {
          @Override
          public void open(StreamPad pad) throws PadException {
            command(pad, HanvonReports.INIT);
            command(pad, HanvonReports.OPEN);
          }

          @Override
          public void clear(StreamPad pad) throws PadException {
            command(pad, HanvonReports.CLEAR);
          }

          @Override
          public void close(StreamPad pad) throws PadException {
            device.setFeature(HanvonReports.command(HanvonReports.CLOSE));
          }

          private void command(StreamPad pad, int command) throws PadException {
            pad.forgetAnswers();
            device.setFeature(HanvonReports.command(command));
            pad.await(command, ANSWER);
          }
        };
    return StreamPad.open(device, model, new HanvonReports(model), commands);
  }

  /** An ePad. */
  static Pad epad(FeatureTransport device, PadModel model) throws PadException {
    return StreamPad.open(device, model, new EpadReports(model), StreamPad.SILENT);
  }

  /** Any digitizer; its own report descriptor says how large it is. */
  static Pad digitizer(FeatureTransport device, PadModel model) throws PadException {
    DigitizerReports reports;
    try {
      reports = DigitizerReports.of(device.reportDescriptor(), model.unitsPerMm());
    } catch (PadException e) {
      device.close();
      throw e;
    }
    return StreamPad.open(device, model.with(reports.tablet()), reports, StreamPad.SILENT);
  }
}
